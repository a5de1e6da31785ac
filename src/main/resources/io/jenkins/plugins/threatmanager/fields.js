/*
 * The form library of Jenkins shows the title of a field beside it, and does not tell a screen reader that the two
 * belong together. This says it for the fields of this plugin: all on its own pages, and those with its help elsewhere.
 */
Behaviour.specify("#main-panel .jenkins-form-item", "threat-manager-fields", 1000, (item) => {
  const ours =
    window.location.pathname.includes("/threat-manager/") ||
    item.querySelector('[helpurl*="io.jenkins.plugins.threatmanager"]') !== null;

  if (!ours) {
    return;
  }
  const words = (element) =>
    Array.from(element.childNodes)
      .filter((each) => each.nodeName !== "A" && each.nodeName !== "BUTTON")
      .map((each) => each.textContent)
      .join(" ")
      .trim();
  const title = Array.from(item.children).find((each) => each.classList.contains("jenkins-form-label"));

  item.querySelectorAll("input, select, textarea").forEach((field) => {
    const named = field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby");
    const labelled = Array.from(field.labels || []).some((label) => label.textContent.trim() !== "");
    if (field.type === "hidden" || field.closest(".jenkins-form-item") !== item || named || labelled) {
      return;
    }
    // A check box has its title behind it, in a label that belongs to nothing.
    const behind = field.nextElementSibling;
    const own = behind !== null && behind.nodeName === "LABEL" ? words(behind) : "";
    const name = own !== "" ? own : title === undefined ? "" : words(title);
    if (name !== "") {
      field.setAttribute("aria-label", name);
    }
  });
});
