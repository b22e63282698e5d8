import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { hit, paper } from '../answers.js';
import { chips, quotation } from '../../../extension/popup/evidence.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());

test('the words found are quoted with what stands around them', () => {
  const found = quotation(paper(), hit({ field: 'abstract', index: 0, start: 13, end: 26, text: 'implicit bias' }));
  assert.deepEqual(found, ['We study the ', 'implicit bias', ' of mini-batch stochastic steepest descent.']);
});

test('long texts are cut at words, and said to be cut', () => {
  const abstract = `${'before words '.repeat(20)}implicit bias${' after words'.repeat(20)}`;
  const start = abstract.indexOf('implicit');
  const [before, found, after] = quotation(
    paper({ abstract }),
    hit({ field: 'abstract', index: 0, start, end: start + 13 }),
  );
  assert.equal(found, 'implicit bias');
  assert.match(before, /^…(?:before|words)\b/);
  assert.match(after, /\b(?:after|words)…$/);
});

test('spans are counted in characters, as the service counts them', () => {
  const [, found] = quotation(
    paper({ title: 'On 𝓗-spaces and Muon' }),
    hit({ field: 'title', index: 0, start: 16, end: 20 }),
  );
  assert.equal(found, 'Muon');
});

test('a span that fits no text falls back on the words themselves', () => {
  assert.deepEqual(quotation(paper({ authors: [] }), hit()), ['', 'Difan Zou', '']);
});

test('a chip in focus says why, and Escape puts the reason away before the popup', () => {
  const line = chips(paper({ hits: [hit()] }), () => {});
  body.append(line);
  line.querySelector('button')?.dispatchEvent(event('focus'));
  const card = line.querySelector('.evidence');
  assert.equal(card?.hasAttribute('hidden'), false);
  assert.equal(card?.querySelector('mark')?.textContent, 'Difan Zou');
  const escape = event('keydown', { key: 'Escape' });
  line.querySelector('button')?.dispatchEvent(escape);
  assert.ok(escape.defaultPrevented);
  assert.equal(card?.hasAttribute('hidden'), true);
});

test('a name that may be another’s is the reader’s to judge', () => {
  /** @type {[string, boolean][]} */
  const judged = [];
  const line = chips(paper({ hits: [hit({ level: 'possible', text: 'D. Zou' })] }), (one, same) =>
    judged.push([one.text, same]),
  );
  line.querySelector('button')?.click();
  const buttons = [...line.querySelectorAll('.choices button')];
  assert.deepEqual(
    buttons.map((button) => button.textContent),
    ['Same person', 'Not this person'],
  );
  /** @type {HTMLElement} */ (buttons[1]).click();
  assert.deepEqual(judged, [['D. Zou', false]]);
});
