import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { hit, paper } from '../answers.js';
import { createActions } from '../../../extension/popup/actions.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());

/** A reader who presses undo at once, or not. @param {Record<string, any>} answers */
function world(answers) {
  /** @type {[string, string, any][]} */
  const asked = [];
  /** @type {{text: string, undo: (() => any) | null}[]} */
  const said = [];
  /** @type {unknown[]} */
  const failed = [];
  const toast = {
    say: (/** @type {string} */ text, /** @type {any} */ undo) => void said.push({ text, undo }),
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
  return { actions: createActions(toast, async () => void again++, service), asked, said, failed, shown: () => again };
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

test('the reader’s word on a name is added to what was said before, and can be taken back', async () => {
  const entries = [{ id: 'e1', aliases: ['Zou, D.'], rejected: [] }];
  const { actions, asked, said } = world({ 'GET /radar': { entries }, 'PATCH /radar/e1': {} });
  await actions.judge(hit({ level: 'possible', text: 'D. Zou' }), true);
  assert.deepEqual(asked[1], ['PATCH', '/radar/e1', { aliases: ['Zou, D.', 'D. Zou'] }]);
  await said[0]?.undo?.();
  assert.deepEqual(asked[2], ['PATCH', '/radar/e1', { aliases: ['Zou, D.'] }]);
});

test('what fails is said, and nothing is claimed', async () => {
  const error = new Error('no');
  const { actions, said, failed, shown } = world({ 'POST /library': error });
  await actions.save(paper());
  assert.deepEqual([said.length, failed, shown()], [0, [error], 0]);
});
