import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import '../dom.js';
import { followable, marksOf, NAMES, pieceAt, pieces, ripe, withPiece, without, written } from '../../../extension/feed/query.js';

/** @param {string} q */
const said = (q) => pieces(q).map(({ kind, value, not }) => `${not ? '-' : ''}${kind}=${value}`);

test('words, phrases and fields are told apart, in quotes of any country', () => {
  assert.deepEqual(said('muon "spectral norm" author:"Difan Zou" title:bias -survey'), [
    'word=muon',
    'phrase=spectral norm',
    'author=Difan Zou',
    'title=bias',
    '-word=survey',
  ]);
  assert.deepEqual(said('“扩散 模型” 作者 作者：邹 CATEGORY:cs.LG au: Zou since:2025'), [
    'phrase=扩散 模型',
    'word=作者',
    'author=邹',
    'category=cs.LG',
    'author=Zou',
    'after=2025',
  ]);
  assert.deepEqual(said('state-of-the-art --"large model" -author:Zou "muon"'), [
    'word=state-of-the-art',
    '-phrase=large model',
    '-author=Zou',
    'phrase=muon',
  ]);
});

test('the fields have the names by which the service knows them', () => {
  const service = readFileSync(new URL('../../../service/paper_radar/search/language.py', import.meta.url), 'utf8');
  const [, table = ''] = /^_NAMES: .* = \{\n([^}]*)\}/m.exec(service) ?? [];
  const theirs = table.split('\n').filter(Boolean).map((line) => [...line.matchAll(/"([^"]+)"/g)].map(([, name]) => name));
  assert.deepEqual(theirs, Object.entries(NAMES).map(([field, names]) => [field, ...names]));
});

test('what is half typed is a piece too', () => {
  assert.deepEqual(said('author:'), ['author=']);
  assert.deepEqual(said('author:"Difan Z'), ['author=Difan Z']);
  assert.deepEqual(pieces(''), []);
  assert.equal(pieceAt('muon author:Di', 14)?.value, 'Di');
  assert.equal(pieceAt('muon ', 5), undefined);
});

test('what is not ripe is not asked for: an operator waits for its value', () => {
  assert.equal(ripe('muon author:'), 'muon');
  assert.equal(ripe('muon -'), 'muon');
  assert.equal(ripe(' muon  after:2025 '), 'muon after:2025');
  assert.equal(ripe('author: muon'), 'author: muon');
  assert.equal(ripe('muon "'), 'muon');
});

test('a condition goes in once, in quotes where it needs them, and a date takes the place of a date', () => {
  assert.equal(withPiece('muon', 'author', 'Difan Zou'), 'muon author:"Difan Zou"');
  assert.equal(withPiece('author:"difan zou" muon', 'author', 'Difan Zou'), 'author:"Difan Zou" muon');
  assert.equal(withPiece('after:2024 muon', 'after', '2025-01-01'), 'after:2025-01-01 muon');
  assert.equal(withPiece('muon', 'word', 'survey', true), 'muon -survey');
  assert.equal(withPiece('muon', 'author', '  '), 'muon');
  assert.equal(written('word', 'a "quoted": word'), '"a quoted : word"');
});

test('a condition that was understood is taken out again', () => {
  const q = 'muon author:"Difan Zou" -survey after:2025';
  assert.equal(without(q, 'author', 'Difan Zou'), 'muon -survey after:2025');
  assert.equal(without(q, 'not', 'survey'), 'muon author:"Difan Zou" after:2025');
  assert.equal(without(q, 'after', '2025-01-01'), 'muon author:"Difan Zou" -survey');
  assert.equal(without(q, 'before', '2025'), q);
  assert.equal(without('author:Zou author:Liu', 'author', 'Gu'), 'author:Zou author:Liu');
});

test('one phrase, or one author, can be followed', () => {
  assert.deepEqual(followable('"implicit bias"'), { kind: 'topic', value: 'implicit bias' });
  assert.deepEqual(followable('flow matching'), { kind: 'topic', value: 'flow matching' });
  assert.deepEqual(followable('author:"Difan Zou"'), { kind: 'author', value: 'Difan Zou' });
  for (const q of ['', 'x', 'muon -adam', '"a b" "c d"', 'muon category:cs.LG', 'one two three four five six', 'author:Zou'])
    assert.equal(followable(q), null, q);
});

test('the words found are marked where they were looked for', () => {
  assert.deepEqual(marksOf('Muon "Spectral norm" author:"Zou, D." title:bias -survey category:cs.LG a'), {
    title: ['muon', 'spectral norm', 'bias'],
    abstract: ['muon', 'spectral norm'],
    authors: ['muon', 'spectral norm', 'zou'],
  });
});

test('a long and hostile query is still a few pieces', () => {
  assert.equal(pieces(`${'-'.repeat(50_000)}"${'author:'.repeat(10_000)}`).length, 1);
  assert.equal(ripe('"'.repeat(501)), '');
});
