/* A server that is set up by hand has no use for a login, or for what protects a connection. */
Behaviour.specify(".threat-manager-connector", "threat-manager-connector", 0, (connector) => {
  const kind = connector.querySelector("select.dropdownList");
  const form = connector.closest("form");
  if (!kind || !form) {
    return;
  }
  const show = () => {
    const byHand = kind.selectedIndex === Number(connector.dataset.byHand);
    form.querySelectorAll(".threat-manager-rest-only").forEach((part) => {
      part.hidden = byHand;
    });
  };

  kind.addEventListener("change", show);
  show();
});
