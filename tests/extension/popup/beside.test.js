import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { followTabs, samePage } from '../../../extension/popup/beside.js';
import { createViews, turnTo } from '../../../extension/popup/views.js';
import { until } from '../until.js';

const ABS = 'https://arxiv.org/abs/2602.11557';
/** What was heard, in order. @type {string[]} */
let heard = [];
const heardBy = {
  shown: (/** @type {any} */ { id }) => void heard.push(`shown ${id}`),
  left: (/** @type {any} */ { id }) => void heard.push(`left ${id}`),
  came: (/** @type {any} */ { id }) => void heard.push(`came ${id}`),
  closed: (/** @type {number} */ id) => void heard.push(`closed ${id}`),
};

beforeEach(() => {
  fake.restart();
  for (const name of /** @type {const} */ (['activated', 'updated', 'removed'])) fake.events[name].listeners = [];
  fake.tabs = [
    { id: 1, windowId: 1, active: true, url: ABS },
    { id: 2, windowId: 1, url: 'https://huggingface.co/papers/2602.11557' },
    { id: 3, windowId: 9, active: true, url: ABS },
  ];
  heard = [];
});

test('the tab in front is that of its own window, and so is the one that comes to the front', async () => {
  assert.equal((await followTabs(heardBy))?.id, 1);
  fake.events.activated.emit({ tabId: 3, windowId: 9 });
  fake.events.activated.emit({ tabId: 2, windowId: 1 });
  await until(() => heard.length);
  assert.deepEqual(heard, ['shown 2']);
});

test('another page in the tab in front is told as it leaves and as it is there; other tabs are not', async () => {
  await followTabs(heardBy);
  const next = { ...fake.tabs[0], url: 'https://example.org/' };
  fake.events.updated.emit(1, { status: 'loading' }, next);
  fake.events.updated.emit(2, { status: 'loading' }, fake.tabs[1]);
  fake.events.updated.emit(1, { status: 'complete' }, next);
  fake.events.removed.emit(2);
  assert.deepEqual(heard, ['left 1', 'came 1', 'closed 2']);
});

test('a page that is loaded again, or another place in it, is not left', async () => {
  await followTabs(heardBy);
  fake.events.updated.emit(1, { status: 'loading' }, { ...fake.tabs[0], url: `${ABS}#references` });
  assert.deepEqual(heard, []);
  assert.equal(samePage(undefined, undefined), false, 'a page whose address is hidden may be any');
});

test('each tab keeps its view; of very many tabs the one shown longest ago is forgotten', () => {
  const views = createViews();
  /** @param {number} id */
  const view = (id) => views.of(/** @type {any} */ ({ id }));
  const first = view(1);
  const second = view(2);
  first.chosen = 'library';
  assert.equal(view(1), first);
  for (let id = 3; id <= 13; id++) view(id);
  assert.equal(view(1), first, 'it was shown after the second');
  assert.notEqual(view(2), second);
});

test('another page in a tab takes what belonged to the one before, but not the library', () => {
  const view = createViews().of(/** @type {any} */ ({ id: 1 }));
  let closed = 0;
  Object.assign(view, { offset: 10, following: true, form: {}, brief: { close: () => closed++ }, chosen: 'brief' });
  view.opened.add('why 1');
  const record = /** @type {any} */ ({ url: ABS });
  turnTo(view, record);
  assert.deepEqual(
    [view.record, view.offset, view.following, view.form, view.brief, view.chosen, view.opened.size, closed],
    [record, 0, false, null, null, 'related', 0, 1],
  );
  view.chosen = 'library';
  turnTo(view, /** @type {any} */ ({ url: 'https://example.org/' }));
  assert.equal(view.chosen, 'library');
});
