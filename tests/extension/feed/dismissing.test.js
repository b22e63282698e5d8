import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import '../fake-chrome.js';
import { until } from '../until.js';
import { createDismissing } from '../../../extension/feed/dismissing.js';
import { createUndo } from '../../../extension/feed/undo.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { item, pageOf } from './page.js';

beforeEach(async () => {
  body.replaceChildren();
  await loadLanguage();
});

/** @param {Record<string, any>} answers @param {...string} keys */
function world(answers, ...keys) {
  const here = pageOf(keys.map((key) => item({ key })), answers);
  const undoing = createUndo(here.page.toast);
  return { ...here, undoing, dismissing: createDismissing(here.page, undoing) };
}
/** @param {any} kind @param {string} value @param {number} weight */
const learned = (kind, value, weight) => ({ kind, value, weight });

test('a paper that is not for the reader goes, and comes back by undo', async () => {
  const { dismissing, items, requests, said, press } = world({ 'POST /feedback': { learned: [] } }, 'a');
  await dismissing.dismiss(['a']);
  assert.equal(items[0]?.dismissed, true);
  assert.equal(said(), 'Not for you.');
  press('Undo');
  await until(() => items[0]?.dismissed === false);
  assert.deepEqual(requests.at(-1), ['POST', '/feedback/restore', { keys: ['a'] }]);
});

test('what the radar learned is said, the strongest first, and can be forgotten and learned again', async () => {
  const answer = { learned: [learned('word', 'style', -0.2), learned('word', 'diffusion', -0.9), learned('category', 'cs.CV', -0.1), learned('word', 'muon', 0.8)] };
  const { dismissing, requests, said, press } = world({ 'POST /feedback': answer, 'PATCH /taste': {} }, 'a');
  await dismissing.dismiss(['a']);
  assert.equal(said(), 'Not for you. Fewer papers on “diffusion” and “style”.');
  press('Forget that');
  await until(() => said().includes('forgotten'));
  const named = [{ kind: 'word', value: 'diffusion' }, { kind: 'word', value: 'style' }];
  assert.deepEqual(requests.at(-1), ['PATCH', '/taste', { ignore: named }]);
  press('Undo');
  await until(() => said().includes('counts again'));
  assert.deepEqual(requests.at(-1), ['PATCH', '/taste', { restore: named }]);
});

test('an author is told as one', async () => {
  const answer = { learned: [learned('author', 'Ada Lovelace', -0.9), learned('word', 'style', -0.2)] };
  const { dismissing, said } = world({ 'POST /feedback': answer }, 'a');
  await dismissing.dismiss(['a']);
  assert.equal(said(), 'Not for you. Fewer papers by “Ada Lovelace”.');
});

test('of words within words the stronger are said, and all of them forgotten', async () => {
  const answer = { learned: [learned('word', 'diffusion models', -0.1), learned('word', 'Diffusion', -0.2)] };
  const { dismissing, requests, said, press } = world({ 'POST /feedback': answer, 'PATCH /taste': {} }, 'a');
  await dismissing.dismiss(['a']);
  assert.equal(said(), 'Not for you. Fewer papers on “Diffusion”.');
  press('Forget that');
  await until(() => said().includes('forgotten'));
  assert.equal(requests.at(-1)?.[2].ignore.length, 2);
});

test('many go with one undo, which passes by what was taken back in the list', async () => {
  const { dismissing, page, items, requests, said, undoing } = world({ 'POST /feedback/many': {} }, 'a', 'b', 'c');
  await dismissing.dismiss(['a', 'b', 'c']);
  assert.equal(said(), '3 papers are not for you.');
  page.gone(['b'], false);
  undoing.undo();
  await until(() => items.every(({ dismissed }) => dismissed === false));
  assert.deepEqual(requests, [
    ['POST', '/feedback/many', { keys: ['a', 'b', 'c'] }],
    ['POST', '/feedback/restore', { keys: ['a', 'c'] }],
  ]);
});

test('where all were taken back in the list, undo is for what was done before', async () => {
  const { dismissing, page, undoing } = world({ 'POST /feedback': {} }, 'a');
  await dismissing.dismiss(['a']);
  page.gone(['a'], false);
  assert.equal(undoing.undo(), false);
});

test('where the service fails in the middle of very many, those before are gone and the failure is told', async () => {
  const keys = Array.from({ length: 501 }, (_, place) => `k${place}`);
  const { dismissing, items, said } = world({ 'POST /feedback/many': {}, 'POST /feedback': new Error('no') }, ...keys);
  await dismissing.dismiss(keys);
  assert.deepEqual([items.filter(({ dismissed }) => dismissed).length, items.at(-1)?.dismissed], [500, undefined]);
  assert.doesNotMatch(said(), /not for you/);
});
