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
      box.addEventListener("change", () => {
        problem.hidden = true;
        const refused = (sentence) => {
          show(sentence);
          box.checked = !box.checked;
        };
        post(url + "/tick", { line: box.dataset.line, done: String(box.checked) })
          .then((answer) => (answer.ok ? null : answer.text().then(refused)))
          .catch((e) => refused(e.message));
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

    function take(answer, body) {
      if (!answer.ok) {
        show(body);
        return;
      }
      text.textContent = body;
      place.hidden = false;
      button.hidden = true;
      setTimeout(forget, MINUTE);
      place.querySelector("[data-kind='copy']").focus();
    }

    function reveal() {
      problem.hidden = true;
      button.disabled = true;
      post(url + "/reveal", {})
        .then((answer) => answer.text().then((body) => take(answer, body)))
        .catch(() => show(part.dataset.lost));
    }

    function copy() {
      const select = () => getSelection().selectAllChildren(text);
      if (navigator.clipboard === undefined) {
        // Without TLS a browser has no clipboard for scripts: the person copies what is selected.
        select();
        return;
      }
      navigator.clipboard.writeText(text.textContent).then(() => {
        place.querySelector("[role='status']").textContent = place.dataset.copied;
      }, select);
    }

    button.addEventListener("click", () => dialog.confirm(button.dataset.question).then(reveal, () => {}));
    place.querySelector("[data-kind='copy']").addEventListener("click", copy);
    place.querySelector("[data-kind='hide']").addEventListener("click", forget);
    // A browser may keep the page as it is for the way back.
    window.addEventListener("pagehide", forget);
  }

  // For parts that come into the page later, too.
  Behaviour.specify(".threat-manager-hand-off", "threat-manager-hand-off", 0, (part) => {
    if (part.dataset.ready === undefined) {
      part.dataset.ready = "";
      prepare(part);
    }
  });
})();
