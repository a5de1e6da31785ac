/* Shows how verifying goes on, until it has ended; what the person opened or has the focus on stays as it is. */
Behaviour.specify("#threat-manager-verify", "threat-manager-verify", 0, (shown) => {
  const PAUSE = 3000;

  const later = () => setTimeout(look, PAUSE);

  const show = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("threat-manager-verify");
    if (fresh === null) {
      later();
      return;
    }
    shown.textContent = "";
    Array.from(fresh.childNodes).forEach((node) => shown.append(node));
    Behaviour.applySubtree(shown);
    if (fresh.dataset.underWay === "true") {
      later();
    }
  };

  const look = () => {
    if (shown.contains(document.activeElement) || shown.querySelector("details[open]")) {
      later();
      return;
    }
    fetch(window.location.href, { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then(show)
      .catch(later);
  };

  if (shown.dataset.underWay === "true") {
    later();
  }
});
