/* The search of the dashboard: hides the rows that do not have all the words. */
Behaviour.specify("#threat-manager-search", "threat-manager-dashboard", 0, (search) => {
  const rows = Array.from(document.querySelectorAll("#threat-manager-tenants tbody tr"));
  const shown = document.getElementById("threat-manager-shown");
  const noMatch = document.getElementById("threat-manager-no-match");
  const table = document.querySelector(".threat-manager-scroll");

  search.setAttribute("aria-controls", "threat-manager-tenants");
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row) => {
      const matches = words.every((word) => row.dataset.words.includes(word));
      row.hidden = !matches;
      count += matches ? 1 : 0;
    });
    shown.textContent =
      words.length === 0 ? "" : shown.dataset.text.replace("{0}", count).replace("{1}", rows.length);
    table.hidden = count === 0;
    noMatch.hidden = count !== 0;
  });
});
