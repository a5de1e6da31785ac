// What the console says to the REST interface of each dialect of the stand-in. Shares nothing with the plugin.
'use strict';

/** Requests with JSON, or without a body; throws the server's words. */
function client() {
  const session = { token: '' };
  async function send(method, path, body, type) {
    const headers = session.token ? { Authorization: 'Bearer ' + session.token } : {};
    if (body !== undefined) {
      headers['Content-Type'] = type || 'application/json';
    }
    const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    const json = (answer.headers.get('Content-Type') || '').includes('json') && text ? JSON.parse(text) : null;
    if (!answer.ok) {
      throw Object.assign(new Error(answer.status + ' ' + text), { status: answer.status });
    }
    return { json, location: answer.headers.get('Location'), status: answer.status };
  }
  const json = async (...request) => (await send(...request)).json;
  return { session, send, json };
}

const pause = () => new Promise(done => setTimeout(done, 50));

function relative() {
  const { session, send, json } = client();
  const profile = '/api/v1/CredentialProfile';
  const sync = '/api/v1/EntraIdSync';
  const asProfile = each => ({
    raw: each, id: each.id, name: each.name, description: each.description || '',
    credential: (each.credentials || [])[0],
    userName: ((each.credentials || [])[0] || {}).username || '',
  });
  const asSync = each => ({
    raw: each, id: each.id, tenant: each.tenant, cloud: each.azureCloud, profile: String(each.credentialProfileId),
    enabled: each.enabled,
  });
  return {
    send, json, asProfile, asSync,
    platforms: [['Entra ID', 'AzureAD'], ['Windows', 'Windows'], ['SQL', 'SQL']],
    clouds: [['Global', 'AzurePublic'], ['US Government L4', 'AzureUsGovernment'],
      ['US Government L5', 'AzureUsGovernmentDod'], ['China', 'AzureChina']],
    reference: each => String(each.id),
    async signIn(user, password) {
      session.token = '';
      session.token = await json('POST', '/signinBody', { Login: user, Password: password });
      try {
        await json('GET', '/api/v1/User/Current');
        return false;
      } catch (e) {
        if (e.status === 401) {
          return true;
        }
        throw e;
      }
    },
    async code(code) {
      session.token = await json('POST', '/signin2fa', code);
    },
    async profiles(skip, take) {
      return (await json('GET', profile + `/Search?filterText=&skip=${skip}&take=${take}`)).data.map(asProfile);
    },
    async saveProfile(old, values) {
      const { name, description, platform, userName: username, password } = values;
      if (!old) {
        const added = await json('POST', profile, { name, description });
        await json('POST', `${profile}/${added.id}/Credential`, { platform, username, password });
        return;
      }
      await send('PUT', `${profile}/${old.id}`, { id: old.id, name, description });
      if (password) {
        const id = old.credential.id;
        await send('PUT', `${profile}/${old.id}/Credential/${id}`, { id, platform, username, password });
      }
    },
    async deleteProfile(old) {
      if (old.credential) {
        await send('DELETE', `${profile}/${old.id}/Credential/${old.credential.id}`);
      }
      await send('DELETE', `${profile}/${old.id}`);
    },
    async syncs() {
      return (await json('GET', sync + '/Search?skip=0&take=50')).data.map(asSync);
    },
    async saveSync(old, values) {
      const credentialProfileId = Number(values.profile);
      if (old) {
        await send('PUT', `${sync}/${old.id}`, { ...old.raw, credentialProfileId, enabled: values.enabled });
      } else {
        await json('POST', sync, {
          tenant: values.tenant, azureCloud: values.cloud, credentialProfileId, enabled: values.enabled,
        });
      }
    },
    async deleteSync(old) {
      await send('DELETE', `${sync}/${old.id}`);
    },
    async test(old, values) {
      const result = await json('POST', sync + '/TestConnection', {
        tenant: values.tenant, azureCloud: values.cloud, credentialProfileId: Number(values.profile),
      });
      return result.success ? '' : result.errorMessage;
    },
    async history(old) {
      const all = [];
      for (let total = 1; all.length < total && all.length < 24;) {
        const page = await json('GET', `${sync}/${old.id}/History?skip=${all.length}&take=4`);
        total = page.recordsTotal;
        all.push(...page.data);
      }
      return all;
    },
  };
}

function listed() {
  const base = relative();
  const { json } = base;
  return {
    ...base,
    async profiles(skip, take) {
      const found = await base.profiles(skip, take);
      for (const each of found) {
        const all = await json('GET', `/api/v1/CredentialProfile/${each.id}/Credential`);
        each.credential = all[0];
        each.userName = (all[0] || {}).username || '';
      }
      return found;
    },
  };
}

function queries() {
  const base = relative();
  const { json } = base;
  const query = (what, offset, limit) =>
    json('POST', `/api/v1/${what}/Query`, { filter: '', range: { offset, limit } });
  return {
    ...base,
    async profiles(skip, take) {
      return (await query('CredentialProfile', skip, Math.min(take, 3))).data.map(base.asProfile);
    },
    async syncs() {
      return (await query('EntraIdSync', 0, 3)).data.map(base.asSync);
    },
    async history(old) {
      const all = [];
      for (let total = 1, pageNumber = 1; all.length < total && all.length < 24; pageNumber++) {
        const page = await json('POST', `/api/v1/EntraIdSync/${old.id}/History/Query`, { pageNumber, pageSize: 3 });
        total = page.recordsTotal;
        all.push(...page.data);
      }
      return all;
    },
  };
}

function jobs() {
  const base = relative();
  const { json } = base;
  return {
    ...base,
    async test(old, values) {
      const begun = await json('POST', '/api/v1/EntraIdSync/TestConnection', {
        tenant: values.tenant, azureCloud: values.cloud, credentialProfileId: Number(values.profile),
      });
      for (;;) {
        const { state, error } = await json('GET', '/api/v1/Job/' + begun.job.id);
        if (state === 'Succeeded' || state === 'Failed') {
          return state === 'Succeeded' ? '' : error;
        }
        await pause();
      }
    },
  };
}

function nested() {
  const base = relative();
  const { send, json } = base;
  const profile = '/api/v1/CredentialProfile';
  const sync = '/api/v1/EntraIdSync';
  return {
    ...base,
    async profiles() {
      return (await json('GET', profile)).map(each => ({
        raw: each, id: each.id, name: each.texts.name, description: each.texts.description,
        userName: (each.vault.credentials[0] || {}).username || '',
      }));
    },
    async saveProfile(old, values) {
      const texts = { name: values.name, description: values.description };
      const login = { platform: values.platform, username: values.userName, password: values.password };
      if (old) {
        const vault = { ...old.raw.vault, credentials: [{ ...old.raw.vault.credentials[0], ...login }] };
        await send('PUT', `${profile}/${old.id}`, { ...old.raw, texts, vault });
      } else {
        await send('POST', profile, { texts, vault: { credentials: [login] } });
      }
    },
    async deleteProfile(old) {
      await send('DELETE', `${profile}/${old.id}`);
    },
    async syncs() {
      return (await json('GET', sync)).map(each => ({
        raw: each, id: each.id, tenant: each.directory.tenant, cloud: each.directory.azureCloud,
        profile: String(each.settings.login.profile), enabled: each.settings.schedule.enabled,
      }));
    },
    async saveSync(old, { tenant, cloud, profile: id, enabled }) {
      if (!old) {
        await send('POST', sync, {
          directory: { tenant, azureCloud: cloud },
          settings: { login: { profile: Number(id) }, schedule: { enabled } },
        });
        return;
      }
      const { settings } = old.raw;
      await send('PUT', `${sync}/${old.id}`, {
        ...old.raw,
        settings: { login: { ...settings.login, profile: Number(id) }, schedule: { ...settings.schedule, enabled } },
      });
    },
  };
}

function other() {
  const { session, send, json } = client();
  const profiles = '/tm/integrations/credential-profiles';
  const tenants = '/tm/integrations/entra-tenants';
  return {
    send, json,
    platforms: [['Entra ID', '7']],
    clouds: [['Global', '0'], ['US Government L4', '1'], ['US Government L5', '2']],
    reference: each => each.name,
    async signIn(user, pass) {
      session.token = '';
      const answer = await json('POST', '/tm/auth/session', { user, pass });
      session.token = answer.session.jwt || '';
      return answer.session.next === 'code';
    },
    async code(code) {
      session.token = (await json('PUT', '/tm/auth/session/code', { code })).session.jwt;
    },
    async profiles() {
      return (await json('GET', profiles)).map(each => ({
        id: each.uuid, name: each.title, description: each.comment || '', userName: each.login || '',
      }));
    },
    async saveProfile(old, values) {
      await send(old ? 'PUT' : 'POST', old ? `${profiles}/${old.id}` : profiles, {
        title: values.name, comment: values.description, kind: Number(values.platform), login: values.userName,
        secret: values.password,
      });
    },
    async deleteProfile(old) {
      await send('DELETE', `${profiles}/${old.id}`);
    },
    async syncs() {
      return (await json('GET', tenants)).map(each => ({
        id: each.uuid, tenant: each.domain, cloud: String(each.cloud), profile: each.profile, enabled: each.active,
      }));
    },
    async saveSync(old, { tenant, cloud, profile, enabled }) {
      if (old) {
        await send('PATCH', `${tenants}/${old.id}`, { profile, active: enabled }, 'application/merge-patch+json');
      } else {
        await send('POST', tenants, { domain: tenant, cloud: Number(cloud), profile, active: enabled });
      }
    },
    async deleteSync(old) {
      await send('DELETE', `${tenants}/${old.id}`);
    },
    async test(old) {
      try {
        await send('POST', `${tenants}/${old.id}/check`);
        return '';
      } catch (e) {
        return e.message;
      }
    },
    async history(old) {
      const all = [];
      for (let at = `${tenants}/${old.id}/runs`; at && all.length < 24;) {
        const page = await json('GET', at);
        all.push(...page.rows);
        at = page.next;
      }
      return all;
    },
  };
}

function withLocation() {
  const base = other();
  const { send, json } = base;
  return {
    ...base,
    async test(old) {
      const begun = await send('POST', `/tm/integrations/entra-tenants/${old.id}/check`);
      try {
        while (!(await json('GET', begun.location.replace('?verbose=1', ''))).done) {
          await pause();
        }
        return '';
      } catch (e) {
        return e.message;
      }
    },
  };
}

function tickets() {
  let ticket = '';
  async function ask(method, path, body) {
    const headers = ticket ? { 'X-Ticket': ticket } : {};
    if (body) {
      headers['Content-Type'] = 'application/json';
    }
    const answer = await fetch('/rest' + path, { method, headers, body: body && JSON.stringify(body) });
    const json = await answer.json();
    if (!answer.ok) {
      throw new Error(answer.status + ' ' + json.error.message);
    }
    return json.data;
  }
  return {
    platforms: [['Entra ID', 'entra'], ['Windows', 'windows']],
    clouds: [['Public', 'public'], ['GCC High', 'gcc-high']],
    reference: each => each.id,
    async signIn(account, phrase) {
      ticket = '';
      ticket = (await ask('PUT', '/logon', { account, phrase, remember: false })).ticket;
      return false;
    },
    async profiles(skip, take) {
      const page = await ask('GET', `/connections?order=caption&pageNo=${skip / take + 1}&perPage=${take}`);
      return page.entries.map(each => ({
        raw: each, id: each.key, name: each.label.caption, description: each.label.remark, userName: each.logon.account,
      }));
    },
    async saveProfile(old, values) {
      const label = { caption: values.name, remark: values.description };
      const logon = { account: values.userName, phrase: values.password, type: values.platform };
      await ask('POST', old ? '/connections/change' : '/connections/new',
        old ? { key: old.id, label, logon } : { label, logon, scope: 'global' });
    },
    async deleteProfile(old) {
      await ask('POST', '/connections/remove', { key: old.id });
    },
    async syncs() {
      return (await ask('GET', '/directories?pageNo=1&perPage=50')).entries.map(each => ({
        id: each.key, tenant: each.domain, cloud: each.environment, profile: each.connection, enabled: each.state.on,
      }));
    },
    async saveSync(old, values) {
      const { tenant: domain, cloud: environment, profile: connection, enabled: on } = values;
      await ask('POST', old ? '/directories/change' : '/directories/new',
        old ? { key: old.id, connection, on } : { domain, environment, connection, on });
    },
    async deleteSync(old) {
      await ask('POST', '/directories/remove', { key: old.id });
    },
    async test(old, values) {
      const result = await ask('POST', '/directories/try', {
        domain: values.tenant, environment: values.cloud, connection: values.profile,
      });
      return result.outcome === 'SIGNED_IN' ? '' : result.reason;
    },
    async history(old) {
      const all = [];
      for (let pageNo = 1, count = 1; all.length < count && all.length < 24; pageNo++) {
        const page = await ask('GET', `/directories/${old.id}/log?pageNo=${pageNo}&perPage=4`);
        count = page.count;
        all.push(...page.entries);
      }
      return all;
    },
  };
}

const dialects = { relative, listed, queries, jobs, nested, other, location: withLocation, tickets };
