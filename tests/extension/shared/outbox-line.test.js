import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { body } from '../dom.js';
import { outboxLine } from '../../../extension/shared/outbox-line.js';

/** @type {[string, (() => void) | null | undefined][]} */
let said = [];
/** @type {any[]} */
let sent = [];
/** @type {Toast} */
const toast = { say: (text, undo) => void said.push([text, undo]), fail: () => {}, clear: () => {} };
const chrome = /** @type {any} */ (globalThis).chrome;
const before = chrome.runtime.sendMessage;
after(() => (chrome.runtime.sendMessage = before));
beforeEach(() => {
  fake.restart();
  said = [];
  sent = [];
  body.replaceChildren();
  chrome.runtime.sendMessage = async (/** @type {any} */ message) => {
    sent.push(message);
    return { sent: 0, waiting: 1, trouble: null, thrown: { entry: entry(), letter: {} } };
  };
});

/** @param {Partial<OutboxEntry>} [fields] @returns {OutboxEntry} */
const entry = (fields = {}) => ({
  id: 'a',
  at: '2026-11-20T10:00:00Z',
  work: 'doi:10.5555/1',
  title: '<b>A paper</b>',
  url: 'javascript:alert(1)',
  size: 100,
  tries: 0,
  refused: null,
  ...fields,
});
const refused = { kind: 'error', code: 'no_paper', message: 'No single paper.', hint: '' };
const drawn = () => new Promise((resolve) => setTimeout(resolve, 5));
/** @param {string} id */
const press = async (id) => {
  /** @type {HTMLElement | null} */ (body.querySelector(`#${id}`))?.click();
  await drawn();
};

test('an empty outbox says nothing in the popup, and what it is for in the options', async () => {
  const line = outboxLine(toast);
  body.append(line, outboxLine(toast, { always: true }));
  await drawn();
  assert.ok(line.hidden);
  assert.match(String(body.lastElementChild?.textContent), /No save waits/);
});

test('what waits is counted, and tried on the reader’s word', async () => {
  body.append(outboxLine(toast));
  await fake.local.set({ outbox: [entry(), entry({ id: 'b' })] });
  await drawn();
  assert.match(body.textContent, /2 saves wait for the service/);
  await press('outbox-send');
  assert.deepEqual(sent, [{ type: 'outbox', act: 'send', id: '' }]);
});

test('the list shows titles as text, links only to the web, and for a refused one why and what can be done', async () => {
  body.append(outboxLine(toast));
  await fake.local.set({ outbox: [entry({ refused })] });
  await drawn();
  assert.match(body.textContent, /1 save was refused: No single paper\./);
  await press('outbox-look');
  assert.equal(body.querySelector('li strong')?.textContent, '<b>A paper</b>');
  assert.equal(body.querySelector('li a'), null);
  await press('retry-a');
  await press('link-a');
  assert.deepEqual(sent.map(({ act }) => act), ['retry', 'link']);
});

test('what is thrown away can be taken back', async () => {
  body.append(outboxLine(toast, { always: true }));
  await fake.local.set({ outbox: [entry({ refused })] });
  await drawn();
  await press('discard-a');
  const [text, undo] = said[0] ?? [];
  assert.match(String(text), /Thrown away/);
  undo?.();
  assert.equal(sent.at(-1)?.type, 'keep');
});

test('a save that goes at once is no line and no news; one that does not is said to wait', async () => {
  let heard = 0;
  const line = outboxLine(toast, { sent: () => heard++ });
  body.append(line);
  await fake.local.set({ outbox: [entry({ at: new Date().toISOString() })] });
  await drawn();
  assert.ok(line.hidden);
  await fake.local.set({ outbox: [] });
  await drawn();
  assert.equal(heard, 0);
  await fake.local.set({ outbox: [entry({ at: new Date().toISOString() })] });
  while (line.hidden) await drawn();
  assert.match(String(line.textContent), /1 save waits for the service/);
});

test('whoever shows the library hears when fewer wait', async () => {
  let heard = 0;
  body.append(outboxLine(toast, { sent: () => heard++ }));
  await fake.local.set({ outbox: [entry(), entry({ id: 'b' })] });
  await drawn();
  await fake.local.set({ outbox: [entry()] });
  await drawn();
  assert.equal(heard, 1);
});
