/*
 * The console of the stand-in: as the product's own, a client of the REST interface and of nothing else. Names of fields
 * and buttons are those of the product's documentation. What is shown is set as text, never as markup.
 */
(function () {
  const PROFILE = "/api/v1/CredentialProfile";
  const SYNC = "/api/v1/EntraIdSync";
  const PLATFORMS = { Windows: "Windows", SQL: "SQL", AzureAD: "Microsoft Entra ID" };
  const CLOUDS = {
    AzurePublic: "Azure (global)",
    AzureUsGovernment: "Azure US Government",
    AzureUsGovernmentDod: "Azure US Government (DoD)",
    AzureChina: "Azure China (21Vianet)",
  };
  const PAGE = 50;

  const main = document.getElementById("main");
  const menu = document.getElementById("menu");
  const message = document.getElementById("message");
  let token = "";

  // ---- parts of pages ---------------------------------------------------------------------------------------------

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function button(text, action, properties) {
    const made = element("button", { type: "button", ...properties }, text);
    made.addEventListener("click", () => attempt(action));
    return made;
  }

  function field(name, input) {
    return element("label", {}, name, input);
  }

  function input(properties) {
    return element("input", { autocomplete: "off", ...properties });
  }

  function choice(options, value) {
    const made = element("select", {});
    made.append(element("option", { value: "" }, ""));
    Object.entries(options).forEach(([key, text]) => made.append(element("option", { value: key }, text)));
    made.value = value ?? "";
    return made;
  }

  function table(heads, rows) {
    const cells = (kind, texts) => element("tr", {}, ...texts.map((text) => element(kind, {}, text ?? "")));
    return element(
      "table",
      {},
      element("thead", {}, cells("th", heads)),
      element("tbody", {}, ...rows.map((row) => cells("td", row))),
    );
  }

  function page(title, ...children) {
    main.replaceChildren(element("h1", {}, title), ...children);
  }

  function say(sentence, failed) {
    message.textContent = sentence;
    message.className = failed ? "failed" : "";
  }

  async function attempt(action) {
    say("");
    try {
      await action();
    } catch (e) {
      say(e.message, true);
    }
  }

  // ---- the REST interface -----------------------------------------------------------------------------------------

  async function call(method, path, body) {
    const headers = { Accept: "application/json" };
    if (token !== "") {
      headers.Authorization = "Bearer " + token;
    }
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    if (answer.status === 401 && path !== "/signinBody" && path !== "/signin2fa") {
      logIn();
      throw new Error("Your session has ended. Log in again.");
    }
    const content = text === "" ? null : JSON.parse(text);
    if (!answer.ok) {
      throw new Error(content?.detail ?? content?.title ?? "The server answers " + answer.status + ".");
    }
    return content;
  }

  /** All entries of a list that comes in pages. */
  async function all(path) {
    const found = [];
    let total;
    do {
      const part = await call("GET", path + "?skip=" + found.length + "&take=" + PAGE);
      total = part.recordsTotal;
      found.push(...part.data);
      if (part.data.length === 0) {
        break;
      }
    } while (found.length < total);
    return found;
  }

  // ---- login ------------------------------------------------------------------------------------------------------

  function logIn() {
    token = "";
    menu.hidden = true;
    const name = input({ name: "username" });
    const password = input({ type: "password" });
    const form = element("form", {}, field("User Name", name), field("Password", password), element("button", {}, "Log In"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      attempt(async () => {
        token = await call("POST", "/signinBody", { Login: name.value, Password: password.value });
        const user = await fetch("/api/v1/User/Current", { headers: { Authorization: "Bearer " + token } });
        await (user.status === 401 ? secondPage() : begin());
      });
    });
    page("Log in", form);
  }

  function secondPage() {
    const code = input({ inputMode: "numeric" });
    const form = element("form", {}, field("Code", code), element("button", {}, "Log In"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      attempt(async () => {
        token = await call("POST", "/signin2fa", code.value);
        await begin();
      });
    });
    page("Multi-factor authentication", form);
  }

  async function begin() {
    menu.replaceChildren(button("Integrations", integrations), " ", button("Log Out", logIn));
    menu.hidden = false;
    page("Dashboard", element("p", {}, "Choose Integrations in the menu."));
  }

  // ---- integrations -----------------------------------------------------------------------------------------------

  async function integrations() {
    const [profiles, syncs] = [await all(PROFILE + "/Search"), await all(SYNC + "/Search")];
    const names = Object.fromEntries(profiles.map((profile) => [profile.id, profile.name]));
    page(
      "Integrations",
      button("Add new integration", add),
      element("h2", {}, "Credential Profile"),
      table(
        ["Name", "Description"],
        profiles.map((each) => [button(each.name, () => profilePage(each.id)), each.description]),
      ),
      element("h2", {}, "Entra ID Sync"),
      table(
        ["Name", "Enabled", "Profile", "Last Sync Status"],
        syncs.map((each) => [
          button(each.tenant, () => syncPage(each.id)),
          each.enabled ? "✓" : "✗",
          names[each.credentialProfileId],
          each.lastSyncStatus,
        ]),
      ),
    );
  }

  async function add() {
    const profiles = await all(PROFILE + "/Search");
    const type = choice({ profile: "Credential Profile", sync: "Entra ID Sync" });
    const place = element("div", {});
    type.addEventListener("change", () =>
      place.replaceChildren(...(type.value === "profile" ? [newProfile()] : type.value === "sync" ? [newSync(profiles)] : [])),
    );
    page("Add new integration", field("Type", type), place, button("Cancel", integrations));
  }

  /** Add is enabled once everything is filled in. */
  function enabledBy(action, inputs, also) {
    const update = () => {
      action.disabled = inputs.some((each) => each.value === "") || (also !== undefined && !also());
    };
    inputs.forEach((each) => each.addEventListener("input", update));
    update();
    return update;
  }

  function newProfile() {
    const name = input({});
    const description = input({});
    const credential = credentialFields({});
    const adding = button("Add", async () => {
      const made = await call("POST", PROFILE, { name: name.value, description: description.value });
      await call("POST", PROFILE + "/" + made.id + "/Credential", credential.content());
      await integrations();
      say("The Credential Profile was added.");
    });
    enabledBy(adding, [name, ...credential.inputs]);
    return element("form", {}, field("Name", name), field("Description", description), ...credential.fields, adding);
  }

  function credentialFields(known) {
    const platform = choice(PLATFORMS, known.platform);
    const user = input({ value: known.username ?? "" });
    const password = input({ type: "password", autocomplete: "new-password" });
    return {
      inputs: [platform, user, password],
      fields: [field("Platform", platform), field("User Name", user), field("Password", password)],
      content: () => ({ platform: platform.value, username: user.value, password: password.value }),
    };
  }

  function byId(profiles) {
    return Object.fromEntries(profiles.map((profile) => [String(profile.id), profile.name]));
  }

  async function testConnection(body) {
    say("Testing …");
    const result = await call("POST", SYNC + "/TestConnection", body);
    say(result.success ? "The connection was successful." : "The connection failed: " + result.errorMessage, !result.success);
    return result.success;
  }

  function newSync(profiles) {
    const tenant = input({ placeholder: "domain.onmicrosoft.com" });
    const cloud = choice(CLOUDS);
    const profile = choice(byId(profiles));
    const enabled = choice({ true: "Enabled", false: "Disabled" }, "true");
    let tested = false;
    const content = () => ({ tenant: tenant.value, azureCloud: cloud.value, credentialProfileId: Number(profile.value) });
    const adding = button("Add", async () => {
      await call("POST", SYNC, { ...content(), enabled: enabled.value === "true" });
      await integrations();
      say("The Entra ID Sync was added.");
    });
    const testing = button("Test Connection", async () => {
      tested = await testConnection(content());
      update();
    });
    const inputs = [tenant, cloud, profile];
    const update = enabledBy(adding, inputs, () => tested);
    inputs.forEach((each) =>
      each.addEventListener("input", () => {
        tested = false;
        update();
      }),
    );
    enabledBy(testing, inputs);
    return element(
      "form",
      {},
      field("Tenant", tenant),
      field("Azure Cloud", cloud),
      field("Credential Profile", profile),
      field("Enabled", enabled),
      testing,
      adding,
    );
  }

  // ---- a Credential Profile ---------------------------------------------------------------------------------------

  async function profilePage(id) {
    const known = (await all(PROFILE + "/Search")).find((each) => each.id === id);
    const name = input({ value: known.name });
    const description = input({ value: known.description });
    const saving = button("Save", async () => {
      await call("PUT", PROFILE + "/" + id, { id, name: name.value, description: description.value });
      await profilePage(id);
      say("Saved.");
    });
    page(
      "Credential Profile " + known.name,
      element("form", {}, field("Name", name), field("Description", description), saving),
      element("h2", {}, "Credentials"),
      table(
        ["Platform", "User Name", ""],
        known.credentials.map((each) => [
          PLATFORMS[each.platform],
          each.username,
          button("Edit", () => editCredential(known, each), { ariaLabel: "Edit of the credential" }),
        ]),
      ),
      element(
        "div",
        { className: "row" },
        button("Delete", () =>
          confirm("Delete Credential Profile", known.name, async () => {
            for (const each of known.credentials) {
              await call("DELETE", PROFILE + "/" + id + "/Credential/" + each.id);
            }
            await call("DELETE", PROFILE + "/" + id);
            await integrations();
          }),
        ),
      ),
    );
  }

  async function editCredential(profile, known) {
    const credential = credentialFields(known);
    const saving = button("Save", async () => {
      await call("PUT", PROFILE + "/" + profile.id + "/Credential/" + known.id, { id: known.id, ...credential.content() });
      await profilePage(profile.id);
      say("Saved.");
    });
    enabledBy(saving, credential.inputs);
    page("Edit credential", element("form", {}, ...credential.fields, saving), button("Cancel", () => profilePage(profile.id)));
  }

  // ---- an Entra ID Sync -------------------------------------------------------------------------------------------

  async function syncPage(id) {
    const profiles = await all(PROFILE + "/Search");
    const known = (await all(SYNC + "/Search")).find((each) => each.id === id);
    const profile = choice(byId(profiles), String(known.credentialProfileId));
    const enabled = choice({ true: "Enabled", false: "Disabled" }, String(known.enabled));
    const full = input({ type: "checkbox", checked: known.fullScan });
    const saving = button("Save", async () => {
      await call("PUT", SYNC + "/" + id, {
        ...known,
        credentialProfileId: Number(profile.value),
        enabled: enabled.value === "true",
        fullScan: full.checked,
      });
      await syncPage(id);
      say("Saved.");
    });
    const testing = button("Test Connection", () =>
      testConnection({ tenant: known.tenant, azureCloud: known.azureCloud, credentialProfileId: Number(profile.value) }),
    );
    page(
      "Entra ID Sync " + known.tenant,
      element("div", { className: "row" }, button("Tenant Configuration", () => syncPage(id)), button("Sync History", () => history(known))),
      element(
        "form",
        {},
        field("Tenant", input({ value: known.tenant, readOnly: true })),
        field("Azure Cloud", input({ value: CLOUDS[known.azureCloud], readOnly: true })),
        field("Credential Profile", profile),
        field("Enabled", enabled),
        field("Perform a full scan on next run", full),
        testing,
        saving,
      ),
      element(
        "div",
        { className: "row" },
        button("Delete", () =>
          confirm("Delete Domain", known.tenant, async () => {
            await call("DELETE", SYNC + "/" + id);
            await integrations();
          }),
        ),
      ),
    );
  }

  async function history(sync) {
    const runs = await all(SYNC + "/" + sync.id + "/History");
    page(
      "Sync History " + sync.tenant,
      element("div", { className: "row" }, button("Tenant Configuration", () => syncPage(sync.id)), button("Refresh", () => history(sync))),
      table(
        ["Start Time", "End Time", "Type", "Total Objects", "Status"],
        runs.map((run) => [run.startTime, run.endTime, run.type, String(run.totalObjects), run.status]),
      ),
    );
  }

  /** Deletes ask for confirmation. */
  async function confirm(title, what, action) {
    const window = element("dialog", {}, element("h2", {}, title), element("p", {}, what));
    const close = () => {
      window.close();
      window.remove();
    };
    window.append(
      button(title, async () => {
        close();
        await action();
      }),
      " ",
      button("Cancel", async () => close()),
    );
    document.body.append(window);
    window.showModal();
  }

  logIn();
})();
