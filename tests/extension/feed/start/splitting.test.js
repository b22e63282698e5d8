import assert from 'node:assert/strict';
import { test } from 'node:test';

import { leadsToAuthor, namesIn, phrasesIn } from '../../../../extension/feed/start/splitting.js';

/** @type {[string, string[]][]} */
const NAMES = [
  ['Difan Zou', ['Difan Zou']],
  ['Difan Zou, Ada Lovelace and Emmy Noether', ['Difan Zou', 'Ada Lovelace', 'Emmy Noether']],
  ['Zou, Difan', ['Zou, Difan']],
  ['Zou, Difan; Lovelace, Ada', ['Zou, Difan', 'Lovelace, Ada']],
  ['Zou, D., Lovelace, A. K.', ['Zou, D.', 'Lovelace, A. K.']],
  ['1. Difan Zou\n2) Ada Lovelace\r\n- Emmy  Noether\n\n', ['Difan Zou', 'Ada Lovelace', 'Emmy Noether']],
  ['周志华、李明，王伟', ['周志华', '李明', '王伟']],
  ['Difan Zou, difan zou, DIFAN ZOU', ['Difan Zou']],
  ['https://arxiv.org/search/?query=Zou,+Difan&searchtype=author', ['https://arxiv.org/search/?query=Zou,+Difan&searchtype=author']],
  [' , ; — \n', []],
];

for (const [text, names] of NAMES)
  test(`the names in ${JSON.stringify(text)}`, () => assert.deepEqual(namesIn(text), names));

test('phrases stand between commas or in lines, and are told once', () => {
  assert.deepEqual(phrasesIn('implicit bias, Implicit  Bias；扩散模型\nin-context learning'), [
    'implicit bias',
    '扩散模型',
    'in-context learning',
  ]);
});

test('a phrase with "and" in it is one', () => {
  assert.deepEqual(phrasesIn('speech and language'), ['speech and language']);
});

test('addresses and ids lead to an author, names and papers’ titles do not', () => {
  const leading = ['https://arxiv.org/a/zou_d_1', 'arxiv.org/a/zou_d_1', 'zou_d_1', '0000-0002-1825-0097', 'orcid.org/0000-0002-1825-009X'];
  assert.deepEqual(leading.filter((text) => !leadsToAuthor(text)), []);
  const names = ['Difan Zou', 'zou_d', 'van_der_berg', 'Zou, Difan'];
  assert.deepEqual(names.filter(leadsToAuthor), []);
});

test('an endless list is cut, and so is an endless name', () => {
  assert.equal(namesIn(Array.from({ length: 2_000 }, (_, at) => `Name N${at}`).join('\n')).length, 500);
  assert.equal(namesIn('x'.repeat(5_000))[0]?.length, 200);
});
