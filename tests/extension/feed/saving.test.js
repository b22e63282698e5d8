import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { until } from '../until.js';
import { createSaving } from '../../../extension/feed/saving.js';
import { createUndo } from '../../../extension/feed/undo.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { item, pageOf } from './page.js';

beforeEach(async () => {
  body.replaceChildren();
  fake.restart();
  await loadLanguage();
});

/** @param {(key: string) => any} result of a save @param {FeedItem[]} items @param {Record<string, any>} [answers] */
function world(result, items, answers = {}) {
  const here = pageOf(items, answers);
  /** @type {any[]} */
  const sent = [];
  /** @type {string[]} */
  const thrown = [];
  /** @type {string[]} */
  const read = [];
  const saving = createSaving(here.page, createUndo(here.page.toast), (keys) => read.push(...keys), {
    send: async (order) => {
      sent.push(order);
      return result(order.key ?? '');
    },
    outbox: /** @type {any} */ (async (/** @type {string} */ _, /** @type {string} */ id) => void thrown.push(id)),
    announce: async () => {},
  });
  return { ...here, here, saving, sent, thrown, read };
}
/** @param {string} key @param {string} [what] */
const became = (key, what = 'saved') => ({ saved: { paper: { key }, outcome: { what, since: '2026-03-04T00:00:00+00:00', news: [], kept: [], changed: [], undo: false, learned: [] } } });

test('a paper that is saved counts as read, and a second press meanwhile saves it no second time', async () => {
  const { saving, sent, items, read, said } = world((key) => became(key), [item({ key: 'a' })]);
  await Promise.all([saving.save(items[0]), saving.save(items[0])].map((one) => one));
  assert.equal(sent.length, 1);
  assert.deepEqual([items[0]?.saved, read, said()], [true, ['a'], 'Saved to the library.']);
});

test('a save that waits for the service can be taken out of the outbox', async () => {
  const { saving, sent, items, thrown, said } = world(() => ({ waiting: 1 }), [item({ key: 'a' })]);
  await saving.save(items[0]);
  assert.ok(saving.waits('a') && items[0]?.saved);
  assert.match(said(), /outbox/);
  await saving.unsave(items[0]);
  assert.deepEqual(thrown, [sent[0].idempotency_key]);
  assert.deepEqual([items[0].saved, saving.waits('a')], [false, false]);
});

test('what waits since before the page was opened is shown so, and can be taken out as well', async () => {
  fake.local.values = { outbox: [{ id: 'before', work: 'a', at: '2026-01-01T00:00:00Z', refused: null }, { id: 'no', work: 'b', at: '2026-01-01T00:00:00Z', refused: { kind: 'error' } }] };
  const { saving, items, thrown } = world(() => null, [item({ key: 'a' }), item({ key: 'b' })]);
  await until(() => saving.waits('a'));
  assert.deepEqual([items[0]?.saved, saving.waits('b')], [true, false]);
  await saving.unsave(items[0]);
  assert.deepEqual(thrown, ['before']);
});

test('a save that is refused is told, and the paper is as it was', async () => {
  const trouble = { kind: 'error', code: 'bad_input', message: 'No.', hint: '' };
  const { saving, items, said } = world(() => ({ trouble }), [item({ key: 'a' })]);
  await saving.save(items[0]);
  assert.deepEqual([items[0]?.saved, said().includes('No.')], [false, true]);
});

test('a paper taken out of the library comes back as it was', async () => {
  const removed = { paper: { key: 'a' }, note: 'mine' };
  const { saving, items, requests, press } = world(() => null, [item({ key: 'a', saved: true })], { 'DELETE /library/a': removed, 'POST /library': {} });
  await saving.unsave(items[0]);
  assert.equal(items[0]?.saved, false);
  press('Undo');
  await until(() => items[0]?.saved === true);
  assert.deepEqual(requests.at(-1), ['POST', '/library', { saved: removed }]);
});

test('many are saved but for those that are, and undo takes out what was new alone', async () => {
  const all = [item({ key: 'a' }), item({ key: 'b', saved: true }), item({ key: 'c' }), item({ key: 'd' })];
  const { saving, sent, requests, said, press, here } = world((key) => became(key, key === 'c' ? 'known' : 'saved'), all, { 'POST /library/remove': {} });
  await saving.saveAll(['a', 'b', 'c', 'd']);
  assert.deepEqual(sent.map(({ key }) => key), ['a', 'c', 'd']);
  assert.equal(said(), '3 papers saved to the library.');
  press('Undo');
  await until(() => here.reloads === 1);
  assert.deepEqual(requests.at(-1), ['POST', '/library/remove', { keys: ['a', 'd'] }]);
});

test('where all are saved already, that is said', async () => {
  const { saving, sent, said } = world(() => null, [item({ key: 'a', saved: true })]);
  await saving.saveAll(['a']);
  assert.deepEqual([sent.length, said()], [0, 'All of them are saved already.']);
});
