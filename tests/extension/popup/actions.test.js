import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { hit, paper } from '../answers.js';
import { createActions } from '../../../extension/popup/actions.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());

/** A reader who presses undo at once, or not. @param {Record<string, any>} answers @param {any} [result] of a save */
function world(answers, result) {
  /** @type {[string, string, any][]} */
  const asked = [];
  /** @type {{text: string, undo: (() => any) | null, other?: any}[]} */
  const said = [];
  /** @type {unknown[]} */
  const failed = [];
  const toast = {
    say: (/** @type {string} */ text, /** @type {any} */ undo, /** @type {any} */ other) =>
      void said.push({ text, undo, other }),
    fail: (/** @type {unknown} */ error) => void failed.push(error),
    clear: () => {},
  };
  let again = 0;
  /** @type {any} */
  const service = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ body) => {
    asked.push([method, path, body]);
    const answer = answers[`${method} ${path}`];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  /** @type {any[]} */
  const orders = [];
  /** @type {any} */
  const save = async (/** @type {any} */ order, /** @type {any} */ page) => {
    orders.push([order, page]);
    return result;
  };
  const actions = createActions(toast, async () => void again++, service, save);
  return { actions, asked, said, failed, orders, shown: () => again };
}

test('following an author names the paper, and undo unfollows', async () => {
  const { actions, asked, said, shown } = world({
    'POST /radar': { id: 'e', value: 'Difan Zou' },
    'DELETE /radar/e': { id: 'e', value: 'Difan Zou' },
  });
  await actions.follow('author', 'Difan Zou', 'arxiv:1');
  assert.deepEqual(asked[0], ['POST', '/radar', { kind: 'author', value: 'Difan Zou', paper: 'arxiv:1' }]);
  assert.equal(said[0]?.text, 'Following Difan Zou.');
  await said[0]?.undo?.();
  assert.deepEqual(asked[1]?.slice(0, 2), ['DELETE', '/radar/e']);
  assert.equal(shown(), 2);
});

test('undoing an unfollow posts the very entry back', async () => {
  const entry = { id: 'e', kind: 'author', value: 'Difan Zou', aliases: ['D. Zou'] };
  const { actions, asked, said } = world({ 'DELETE /radar/e': entry });
  await actions.unfollow('e');
  await said[0]?.undo?.();
  assert.deepEqual(asked[1], ['POST', '/radar', entry]);
});

test('undoing a removal from the library restores tags and note', async () => {
  const saved = { paper: { key: 'doi:10.1/a' }, tags: ['x'], note: 'n' };
  const { actions, asked, said } = world({ 'DELETE /library/doi%3A10.1%2Fa': saved });
  await actions.toggleSaved(paper({ key: 'doi:10.1/a', saved: true }));
  await said[0]?.undo?.();
  assert.deepEqual(asked[1], ['POST', '/library', { saved }]);
});

const HERE = { paper: 'arxiv:2602.11557', text: 'D. Zou' };

test('the reader’s word on a name is about this paper, and can be taken back', async () => {
  const { actions, asked, said, shown } = world({});
  await actions.judge(hit({ level: 'possible', text: 'D. Zou' }), paper(), true);
  assert.deepEqual(asked[0], ['POST', '/radar/e1/sightings', { sightings: [HERE], same: true }]);
  assert.equal(said[0]?.text, '“D. Zou” counts as Difan Zou on this paper.');
  await said[0]?.undo?.();
  assert.deepEqual(asked[1], ['POST', '/radar/e1/sightings', { sightings: [HERE], same: null }]);
  assert.equal(shown(), 2);
});

test('undoing a change of mind leads back to the word before', async () => {
  const { actions, asked, said } = world({});
  await actions.judge(hit({ text: 'D. Zou', rule: 'same-person' }), paper(), false);
  assert.equal(said[0]?.text, '“D. Zou” on this paper is not Difan Zou.');
  await said[0]?.undo?.();
  assert.equal(asked[1]?.[2].same, true);
});

test('a topic is muted on this paper', async () => {
  const { actions, asked, said } = world({});
  await actions.judge(hit({ kind: 'topic', value: 'Muon', text: 'Muons', entry_id: 'e2' }), paper(), false);
  assert.deepEqual(asked[0]?.[2], { sightings: [{ ...HERE, text: 'Muons' }], same: false });
  assert.equal(said[0]?.text, 'The topic Muon is muted on this paper.');
});

test('“not for me” is said, and undone by deleting what was said', async () => {
  const { actions, asked, said } = world({});
  await actions.dismiss(paper());
  await said[0]?.undo?.();
  assert.deepEqual(
    asked.map(([method, path, body]) => [method, path, body]),
    [
      ['POST', '/feedback', { key: 'arxiv:2602.11557' }],
      ['DELETE', '/feedback/arxiv%3A2602.11557', undefined],
    ],
  );
});

/** @param {object} outcome @returns {any} */
const became = (outcome) => ({
  saved: { paper: { key: 'arxiv:1' }, outcome: { since: '2026-03-04T00:00:00+00:00', news: [], kept: [], ...outcome } },
});

test('a star saves by the key, the page’s own paper by the page; each save is an order of its own', async () => {
  const { actions, orders, said, asked, shown } = world({ 'DELETE /library/arxiv%3A1': {} }, became({ what: 'saved' }));
  const page = { tabId: 1, url: 'https://arxiv.org/abs/1' };
  await actions.toggleSaved(paper({ key: 'arxiv:1' }));
  await actions.toggleSaved(paper({ key: 'arxiv:1' }), page);
  const [[byKey, none], [byPage, of]] = orders;
  assert.deepEqual([byKey.key, none, byPage.key, of], ['arxiv:1', undefined, undefined, page]);
  assert.notEqual(byKey.idempotency_key, byPage.idempotency_key);
  await said[0]?.undo?.();
  assert.deepEqual([asked[0]?.slice(0, 2), shown()], [['DELETE', '/library/arxiv%3A1'], 3]);
});

test('a star that was merged says so, and takes a word against it', async () => {
  const { actions, asked, said } = world({}, became({ what: 'merged', news: ['preprint'], undo: true }));
  await actions.save(paper());
  assert.match(said[0]?.text ?? '', /both are one now\. New in it: its preprint\./);
  await said[0]?.undo?.();
  await said[0]?.other.act();
  assert.deepEqual(
    asked.map(([, , body]) => body),
    [
      { key: 'arxiv:1', keep: false },
      { key: 'arxiv:1', keep: true },
    ],
  );
});

test('a save that waits is told as waiting', async () => {
  const { actions, said, shown } = world({}, { waiting: 2 });
  await actions.save(paper());
  assert.match(said[0]?.text ?? '', /Kept in the outbox/);
  assert.equal(shown(), 0);
});

test('what fails is said, and nothing is claimed', async () => {
  const trouble = { kind: 'error', code: 'bad_input', message: 'no', hint: '' };
  const { actions, said, failed, shown } = world({}, { trouble });
  await actions.save(paper());
  assert.deepEqual([said.length, failed, shown()], [0, [trouble], 0]);
});
