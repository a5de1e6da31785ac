/*
 * While a build runs, its page and its summary show the steps as they happen: parts that say something else than before
 * are replaced, and all others stay as they are, with what is open, selected or has the focus in them.
 */
Behaviour.specify(".threat-manager-live[data-url]", "threat-manager-live", 0, (live) => {
  const pause = 2000;
  const tries = 10;
  let failures = 0;

  if (live.dataset.building !== "true") {
    return;
  }

  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const focusable = (element) => Array.from(element.querySelectorAll("a[href], button, summary, input, [tabindex]"));

  const replace = (old, fresh) => {
    // A secret that is shown would be gone, and it is shown once.
    if (words(old) === words(fresh) || old.querySelector("[data-kind='secret']:not([hidden])") !== null) {
      return;
    }
    // A live region is to stay the same element: only then is its new text read aloud.
    if (old.hasAttribute("aria-live") || old.dataset.live === "now") {
      old.textContent = words(fresh);
      return;
    }
    const open = Array.from(old.querySelectorAll("details")).map((each) => each.open);
    const focused = focusable(old).indexOf(document.activeElement);
    old.textContent = "";
    Array.from(fresh.childNodes).forEach((node) => old.append(node));
    old.querySelectorAll("details").forEach((each, index) => {
      each.open = open[index] || each.open;
    });
    Behaviour.applySubtree(old, true);
    const again = focused < 0 ? undefined : focusable(old)[focused];
    if (again !== undefined) {
      again.focus();
    }
  };

  const show = (fresh) => {
    fresh.querySelectorAll("script, link").forEach((each) => each.remove());
    Array.from(fresh.children).forEach((section) => {
      const old = document.getElementById(section.id);
      if (old === null) {
        live.append(section);
        Behaviour.applySubtree(section, true);
        return;
      }
      old.querySelectorAll("[data-live]").forEach((part) => {
        const other = section.querySelector(`[data-live="${part.dataset.live}"]`);
        if (other !== null) {
          replace(part, other);
        }
      });
    });
    live.dataset.building = fresh.dataset.building;
  };

  const later = () => setTimeout(look, pause);

  const look = () => {
    if (document.hidden) {
      document.addEventListener("visibilitychange", look, { once: true });
      return;
    }
    fetch(live.dataset.url, { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then((text) => {
        const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".threat-manager-live");
        failures = 0;
        show(fresh);
        if (live.dataset.building === "true") {
          later();
        }
      })
      .catch(() => {
        failures += 1;
        if (failures < tries) {
          later();
        } else {
          const lost = document.querySelector(".threat-manager-lost");
          lost.textContent = lost.dataset.text;
        }
      });
  };

  later();
});
