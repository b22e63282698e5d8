import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../dom.js';
import { found, wordsOf } from '../../../extension/shared/marked-words.js';

/** The text with what is marked in brackets. @param {string} text @param {string} q */
const shown = (text, q) =>
  found(text, wordsOf(q))
    .map((part) => (typeof part === 'string' ? part : `[${part.textContent}]`))
    .join('');

test('each word is marked, whatever its case and accents', () => {
  assert.equal(shown('Gérard on Spectral norms', 'gerard SPECTRAL'), '[Gérard] on [Spectral] norms');
  assert.equal(shown('Müller', 'Mu'), '[Mü]ller');
});

test('a place is the place in the text, behind letters of two halves too', () => {
  assert.equal(shown('𝒜𝒜 İstanbul muon', 'muon'), '𝒜𝒜 İstanbul [muon]');
});

test('words that touch are one mark, and hostile text stays text', () => {
  assert.equal(shown('<b>muon</b>', 'mu muon'), '<b>[muon]</b>');
  assert.equal(shown('muonmuon', 'muon'), '[muonmuon]');
});

test('nothing to look for marks nothing; what must not be there neither', () => {
  assert.equal(shown('a paper', ' , '), 'a paper');
  assert.equal(shown('a muon paper', 'paper -muon'), 'a muon [paper]');
});

test('words in quotes are one, and one Chinese character is a word', () => {
  assert.equal(shown('norm of a spectral norm', '"spectral norm"'), 'norm of a [spectral norm]');
  assert.equal(shown('大语言模型', '模'), '大语言[模]型');
});
