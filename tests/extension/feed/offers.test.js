import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { EXAMPLES, offers, withExample } from '../../../extension/feed/offers.js';
import { pieces } from '../../../extension/feed/query.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());

const KNOWN = {
  followed: [
    { kind: /** @type {const} */ ('author'), value: 'Difan Zou' },
    { kind: /** @type {const} */ ('author'), value: '刘强' },
    { kind: /** @type {const} */ ('topic'), value: 'implicit bias' },
    { kind: /** @type {const} */ ('topic'), value: 'diffusion' },
    { kind: /** @type {const} */ ('category'), value: 'cs.LG' },
  ],
  categories: ['cs.LG', 'cs.CL', 'stat.ML'],
  recent: ['muon optimizer', 'author:"Difan Zou" after:2025'],
};
/** @param {string} q @param {number} [caret] */
const offered = (q, caret = q.length) => offers(q, caret, KNOWN);
/** @param {string} q */
const labels = (q) => offered(q).map(({ label }) => label);

test('an empty field offers what was sought last', () => {
  assert.deepEqual(labels(' '), KNOWN.recent);
});

test('what is followed is offered by any of its words, and goes in as the language says it', () => {
  assert.deepEqual(labels('di'), ['Difan Zou', 'diffusion', 'author:"Difan Zou" after:2025']);
  assert.deepEqual(labels('bias'), ['implicit bias']);
  const [bias] = offered('muon bia');
  assert.equal(bias?.q, 'muon "implicit bias"');
  const [zou] = offered('zo muon', 2);
  assert.equal(zou?.q, 'author:"Difan Zou" muon');
  assert.deepEqual(labels('作者:强'), ['刘强']);
});

test('conditions are offered as they are begun, to be typed on, and their values as they are known', () => {
  const [field] = offered('muon -au');
  assert.deepEqual([field?.label, field?.q, field?.caret, field?.done], ['-author:', 'muon -author:', 13, false]);
  assert.deepEqual(labels('category:'), ['cs.LG', 'cs.CL', 'stat.ML']);
  assert.deepEqual(offered('category:cs.c').map(({ q }) => q), ['category:cs.CL']);
  assert.deepEqual(labels('author:'), ['Difan Zou', '刘强']);
  assert.deepEqual(labels('before:20'), []);
});

test('what was sought before is offered where it holds what is typed, but not itself', () => {
  assert.deepEqual(labels('optim'), ['muon optimizer']);
  assert.deepEqual(labels('muon optimizer'), []);
});

test('every example of the help is a query of one kind of piece', () => {
  for (const [example] of EXAMPLES) assert.ok(pieces(example).every(({ value }) => value), example);
  assert.equal(withExample('muon ', '-survey'), 'muon -survey');
  assert.equal(withExample('', 'title:muon'), 'title:muon');
});
