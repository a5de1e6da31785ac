/* Shows how verifying goes on, until it has ended; what the person opened or has the focus on stays as it is. */
Behaviour.specify("#threat-manager-verify", "threat-manager-verify", 0, (shown) => {
  const PAUSE = 3000;

  const look = async () => {
    if (shown.contains(document.activeElement) || shown.querySelector("details[open]")) {
      setTimeout(look, PAUSE);
      return;
    }
    const answer = await fetch(window.location.href, { cache: "no-store" }).catch(() => null);
    const page = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const fresh = page && page.getElementById("threat-manager-verify");
    if (!fresh) {
      setTimeout(look, PAUSE);
      return;
    }
    shown.replaceChildren(...fresh.childNodes);
    Behaviour.applySubtree(shown);
    if (fresh.dataset.underWay === "true") {
      setTimeout(look, PAUSE);
    }
  };

  if (shown.dataset.underWay === "true") {
    setTimeout(look, PAUSE);
  }
});
