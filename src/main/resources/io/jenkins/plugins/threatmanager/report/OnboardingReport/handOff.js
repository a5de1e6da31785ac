/* What a person does by hand: tick boxes that keep their state, and the client secret, once, for a minute. */
(function () {
  const MINUTE = 60 * 1000;

  function post(url, parameters) {
    return fetch(url, {
      method: "POST",
      cache: "no-store",
      headers: crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" }),
      body: new URLSearchParams(parameters),
    });
  }

  function prepare(part) {
    const url = part.dataset.url;
    const problem = part.querySelector("[data-kind='hand-off-problem']");

    function show(sentence) {
      problem.textContent = sentence;
      problem.hidden = false;
    }

    part.querySelectorAll("input[data-line]").forEach((box) => {
      box.addEventListener("change", async () => {
        problem.hidden = true;
        try {
          const answer = await post(url + "/tick", { line: box.dataset.line, done: String(box.checked) });
          if (answer.ok) {
            return;
          }
          show(await answer.text());
        } catch (e) {
          show(String(e.message));
        }
        box.checked = !box.checked;
      });
    });

    const button = part.querySelector("[data-kind='reveal']");
    if (button === null) {
      return;
    }
    const place = part.querySelector("[data-kind='secret']");
    const text = place.querySelector("code");

    function forget() {
      text.textContent = "";
      place.hidden = true;
    }

    async function reveal() {
      problem.hidden = true;
      button.disabled = true;
      try {
        const answer = await post(url + "/reveal", {});
        const body = await answer.text();
        if (answer.ok) {
          text.textContent = body;
          place.hidden = false;
          button.hidden = true;
          setTimeout(forget, MINUTE);
          place.querySelector("[data-kind='copy']").focus();
        } else {
          show(body);
        }
      } catch (e) {
        show(part.dataset.lost);
      }
    }

    async function copy() {
      const status = place.querySelector("[role='status']");
      try {
        await navigator.clipboard.writeText(text.textContent);
        status.textContent = place.dataset.copied;
      } catch (e) {
        // Without TLS a browser has no clipboard for scripts: the person copies what is selected.
        getSelection().selectAllChildren(text);
      }
    }

    button.addEventListener("click", () => dialog.confirm(button.dataset.question).then(reveal, () => {}));
    place.querySelector("[data-kind='copy']").addEventListener("click", copy);
    place.querySelector("[data-kind='hide']").addEventListener("click", forget);
    // A browser may keep the page as it is for the way back.
    addEventListener("pagehide", forget);
  }

  // For parts that come into the page later, too.
  Behaviour.specify(".threat-manager-hand-off", "threat-manager-hand-off", 0, (part) => {
    if (part.dataset.ready === undefined) {
      part.dataset.ready = "";
      prepare(part);
    }
  });
})();
