import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { answer, facts } from '../answers.js';
import { until } from '../until.js';
import '../../../extension/background/index.js';

const URL = 'https://arxiv.org/abs/2602.11557';
// Taken right after the import, before any promise had a turn: what is not registered by then, a woken worker misses.
const registered = Object.fromEntries(
  Object.entries(fake.events).map(([name, event]) => [name, event.listeners.length]),
);

const service = new FakeService();
before(() => service.start());
after(() => service.stop());
beforeEach(() => {
  fake.restart();
  service.log = [];
  service.answers = { 'POST /match': { body: answer() } };
  fake.local.values = { connection: { address: service.address, token: 'secret' } };
  fake.tabs = [{ id: 1, url: URL, active: true, content: () => facts(URL) }];
});

/** @param {any} message @param {any} sender @returns {Promise<any>} */
const send = (message, sender) =>
  new Promise((resolve) => {
    const [waits] = fake.events.message.emit(message, { id: fake.origin.slice(19), ...sender }, resolve);
    if (!waits) resolve('unheard');
  });
const popup = { url: `${fake.origin}/popup/popup.html` };

test('every listener is there as soon as the worker runs', () => {
  const each = Object.keys(fake.events).map((name) => [name, 1]);
  assert.deepEqual(registered, Object.fromEntries(each));
});

test('content scripts are kept from the storage that holds the token', () => {
  assert.deepEqual(fake.local.level, { accessLevel: 'TRUSTED_CONTEXTS' });
});

test('a page’s report leads to a question to the service', async () => {
  await send({ type: 'page', facts: facts(URL) }, { url: URL, tab: { id: 1 }, frameId: 0 });
  assert.equal(service.asked('/match').length, 1);
});

test('a web page cannot ask what only the popup may', async () => {
  assert.equal(await send({ type: 'look', tabId: 1 }, { url: URL, tab: { id: 1 }, frameId: 0 }), 'unheard');
  assert.equal(await send({ type: 'disconnect' }, { url: URL, tab: { id: 1 }, frameId: 0 }), 'unheard');
  assert.equal(service.log.length, 0);
});

test('the popup gets the record of the page', async () => {
  const record = await send({ type: 'look', tabId: 1 }, popup);
  assert.equal(record.state, 'answered');
  assert.equal(record.answer.papers[0].title, answer().papers[0]?.title);
});

test('the first run opens where the extension is installed, and not where it is renewed', async () => {
  fake.menu = [];
  fake.events.installed.emit({ reason: 'update' });
  await until(() => fake.menu.length === 5);
  assert.deepEqual(fake.opened, []);
  fake.menu = [];
  fake.events.installed.emit({ reason: 'install' });
  await until(() => fake.opened.length > 0 && fake.menu.length === 5);
  assert.deepEqual(fake.opened, ['/feed/feed.html']);
});

test('the menu is made at installation and again in another language', async () => {
  fake.menu = [];
  fake.events.installed.emit({ reason: 'update' });
  while (fake.menu.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(
    fake.menu.map(({ id }) => id),
    ['save-page', 'save-link', 'save-selection', 'follow-author', 'follow-topic'],
  );
  fake.speak('zh_CN');
  fake.menu = [];
  await fake.local.set({ language: 'auto' });
  while (fake.menu.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.match(fake.menu[0].title, /收藏/);
  fake.speak('en');
});
