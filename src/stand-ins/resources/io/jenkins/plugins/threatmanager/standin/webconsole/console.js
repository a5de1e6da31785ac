// A console as a browser application would be: pages, forms and lists over the REST interface of one dialect.
'use strict';
const find = id => document.getElementById(id);
const pages = ['profiles', 'profile', 'syncs', 'sync', 'history'];
const state = { skip: 0, edited: null, sync: null };
let api;

function show(page) {
  pages.forEach(each => { find(each).hidden = each !== page; });
}

function say(text) {
  find('message').textContent = text;
}

/** Runs what a click asks for; the words of a refusal are shown. */
async function during(task) {
  document.body.dataset.busy = 'yes';
  say('');
  try {
    await task();
  } catch (e) {
    say('Failed: ' + e.message);
  }
  document.body.dataset.busy = '';
}

function on(id, event, task) {
  find(id).addEventListener(event, e => {
    e.preventDefault();
    during(task);
  });
}

function rows(page, items, label, buttons) {
  const body = find(page).querySelector('tbody');
  body.replaceChildren(...items.map(item => {
    const row = document.createElement('tr');
    row.insertCell().textContent = label(item);
    buttons.forEach(([name, task]) => {
      const button = document.createElement('button');
      button.textContent = name;
      button.addEventListener('click', () => during(() => task(item)));
      row.insertCell().append(button);
    });
    return row;
  }));
}

function options(id, list) {
  find(id).replaceChildren(...list.map(([label, value]) => new Option(label, value)));
}

async function listProfiles() {
  const page = await api.profiles(state.skip, Number(find('rows').value));
  rows('profiles', page, each => each.name, [['Edit', editProfile], ['Delete', async each => {
    await api.deleteProfile(each);
    await listProfiles();
  }]]);
  show('profiles');
}

function editProfile(item) {
  state.edited = item;
  options('p-platform', api.platforms);
  find('p-name').value = item ? item.name : '';
  find('p-description').value = item ? item.description : '';
  find('p-user').value = item ? item.userName : '';
  find('p-password').value = '';
  show('profile');
}

async function listSyncs() {
  rows('syncs', await api.syncs(), each => each.tenant, [['Edit', editSync], ['History', showHistory], ['Delete',
    async each => {
      await api.deleteSync(each);
      await listSyncs();
    }]]);
  show('syncs');
}

async function editSync(item) {
  state.edited = item;
  const profiles = await api.profiles(0, 50);
  options('s-profile', profiles.map(each => [each.name, api.reference(each)]));
  options('s-cloud', api.clouds);
  find('s-tenant').disabled = find('s-cloud').disabled = Boolean(item);
  find('s-tenant').value = item ? item.tenant : '';
  find('s-enabled').checked = item ? item.enabled : true;
  if (item) {
    find('s-profile').value = item.profile;
    find('s-cloud').value = item.cloud;
  }
  show('sync');
}

function entered() {
  return {
    tenant: find('s-tenant').value,
    cloud: find('s-cloud').value,
    profile: find('s-profile').value,
    enabled: find('s-enabled').checked,
  };
}

async function showHistory(item) {
  state.sync = item;
  rows('history', await api.history(item), each => JSON.stringify(each), []);
  show('history');
}

async function entry() {
  find('login').hidden = true;
  find('nav').hidden = false;
  state.skip = 0;
  await listProfiles();
}

async function start() {
  api = dialects[(await (await fetch('dialect')).text())]();
  on('login', 'submit', async () => {
    if (find('code').hidden) {
      if (await api.signIn(find('user').value, find('password').value)) {
        find('code').hidden = false;
        say('Enter the code');
        return;
      }
    } else {
      await api.code(find('code').value);
    }
    await entry();
  });
  on('show-profiles', 'click', () => { state.skip = 0; return listProfiles(); });
  on('show-syncs', 'click', listSyncs);
  on('rows', 'change', () => { state.skip = 0; return listProfiles(); });
  on('next', 'click', () => { state.skip += Number(find('rows').value); return listProfiles(); });
  on('add-profile', 'click', () => editProfile(null));
  on('profile', 'submit', async () => {
    await api.saveProfile(state.edited, {
      name: find('p-name').value,
      description: find('p-description').value,
      platform: find('p-platform').value,
      userName: find('p-user').value,
      password: find('p-password').value,
    });
    await listProfiles();
  });
  on('add-sync', 'click', () => editSync(null));
  on('test', 'click', async () => {
    const failure = await api.test(state.edited, entered());
    say(failure ? 'Test failed: ' + failure : 'Test passed');
  });
  on('sync', 'submit', async () => {
    await api.saveSync(state.edited, entered());
    await listSyncs();
  });
  on('refresh', 'click', () => showHistory(state.sync));
  document.body.dataset.busy = '';
}

during(start);
