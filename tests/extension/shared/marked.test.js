import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../dom.js';
import { hit } from '../answers.js';
import { marked, quoted } from '../../../extension/shared/marked.js';

/** The words between brackets stand for what is underlined. @param {(string | HTMLElement)[]} pieces */
const read = (pieces) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `[${piece.textContent}]`)).join('');

/** A hit on words of the text. @param {string} text @param {string} words @param {Partial<Hit>} [fields] */
const on = (text, words, fields = {}) => {
  const start = Array.from(text.slice(0, text.indexOf(words))).length;
  const end = start + Array.from(words).length;
  return hit({ kind: 'topic', field: 'abstract', index: 0, start, end, text: words, ...fields });
};

test('the exact words of every hit are underlined, and the text stays whole', () => {
  const text = 'Muon and the implicit bias of Muon';
  const pieces = marked(text, [on(text, 'implicit bias'), on(text, 'Muon')]);
  assert.equal(read(pieces), '[Muon] and the [implicit bias] of Muon');
});

test('hits that overlap share their words: the surest one, which comes first, is shown there', () => {
  const text = 'the implicit bias of steepest descent';
  const sure = on(text, 'implicit bias of steepest');
  const pieces = marked(text, [sure, on(text, 'bias of steepest descent', { level: 'possible' })]);
  assert.equal(read(pieces), 'the [implicit bias of steepest][ descent]');
  assert.deepEqual(
    pieces.filter((piece) => typeof piece !== 'string').map((mark) => /** @type {HTMLElement} */ (mark).className),
    ['topic', 'topic possible'],
  );
});

test('one hit within another, and two on the very same words, are one underline', () => {
  const text = 'low-rank adaptation (LoRA)';
  assert.equal(read(marked(text, [on(text, 'low-rank adaptation'), on(text, 'rank')])), '[low-rank adaptation] (LoRA)');
  assert.equal(read(marked(text, [on(text, 'LoRA'), on(text, 'LoRA')])), 'low-rank adaptation ([LoRA])');
});

test('spans are counted in characters, as the service counts them', () => {
  const text = 'On 𝓗-spaces, 😀 and Muon';
  assert.equal(read(marked(text, [on(text, '𝓗-spaces'), on(text, 'Muon')])), 'On [𝓗-spaces], 😀 and [Muon]');
});

test('a span that does not fit the text underlines nothing', () => {
  assert.equal(read(marked('Muon', [hit({ start: 2, end: 9, text: 'Difan Zou' })])), 'Muon');
  assert.equal(read(marked('Muon', [hit({ start: 90, end: 99 })])), 'Muon');
  assert.equal(read(marked('', [hit()])), '');
});

test('the whole sentence around the words is quoted, and no other', () => {
  const text = 'First one. We study implicit bias here, e.g. of J. Smith et al. and Muon, at 0.5 of it. Last one.';
  assert.equal(
    read(quoted(text, on(text, 'implicit bias'), [on(text, 'implicit bias'), on(text, 'Muon')])),
    'We study [implicit bias] here, e.g. of J. Smith et al. and [Muon], at 0.5 of it.',
  );
});

test('words over the end of a sentence quote both sentences; Chinese sentences are sentences', () => {
  const text = 'One ends in bias. Descent begins two. Three.';
  assert.equal(read(quoted(text, on(text, 'bias. Descent'), [])), 'One ends in bias. Descent begins two.');
  const chinese = '首先介绍背景。本文研究隐式偏差问题。最后给出结论。';
  const found = on(chinese, '隐式偏差');
  assert.equal(read(quoted(chinese, found, [found])), '本文研究[隐式偏差]问题。');
});

test('a sentence without an end is cut at words, and said to be cut', () => {
  const text = `${'before words '.repeat(80)}implicit bias${' after words'.repeat(80)}`;
  const found = on(text, 'implicit bias');
  assert.match(read(quoted(text, found, [found])), /^…(?:before|words) .{100,200}\[implicit bias\].{100,200} (?:after|words)…$/);
  const near = `Implicit bias${' after words'.repeat(80)}`;
  assert.match(read(quoted(near, on(near, 'bias'), [on(near, 'bias')])), /^Implicit \[bias\] after.*…$/);
  const solid = `${'x'.repeat(900)}偏差${'y'.repeat(900)}`;
  assert.equal(read(quoted(solid, on(solid, '偏差'), [on(solid, '偏差')])), '…[偏差]…');
});

test('an abstract that the answer left out still shows the words', () => {
  assert.equal(read(quoted('', hit({ field: 'abstract', text: 'Muon' }), [])), '[Muon]');
});

test('words that a related paper shares with the page are underlined too, below the hits', () => {
  const text = 'Steepest-descent methods, steepest descents and a (C++) norm';
  const pieces = marked(text, [on(text, 'descent')], ['steepest descent', 'C++', 'norms', 's', '']);
  assert.equal(read(pieces), '[Steepest-][descent] methods, [steepest descents] and a ([C++]) [norm]');
  assert.equal(read(marked('abnormal', [], ['norm'])), 'abnormal');
});
