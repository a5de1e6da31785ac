/*
 * The form library of Jenkins shows the title of a field beside it, and does not tell a screen reader that the two
 * belong together.
 */
Behaviour.specify("#main-panel .jenkins-form-item", "threat-manager-look", 1000, (item) => {
  const title = Array.from(item.children).find((each) => each.classList.contains("jenkins-form-label"));

  if (title === undefined) {
    return;
  }
  const words = Array.from(title.childNodes)
    .filter((each) => each.nodeName !== "A" && each.nodeName !== "BUTTON")
    .map((each) => each.textContent)
    .join(" ")
    .trim();

  item.querySelectorAll("input, select, textarea").forEach((field) => {
    const labelled = Array.from(field.labels || []).some((label) => label.textContent.trim() !== "");
    if (field.type === "hidden" || field.closest(".jenkins-form-item") !== item || labelled) {
      return;
    }
    if (!field.hasAttribute("aria-label") && !field.hasAttribute("aria-labelledby")) {
      field.setAttribute("aria-label", words);
    }
  });
});
