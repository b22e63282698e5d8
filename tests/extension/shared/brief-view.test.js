import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';

import { brief, paper, passage, statement } from '../briefs.js';
import { body } from '../dom.js';
import '../fake-chrome.js';
import { createBriefView } from '../../../extension/shared/brief-view.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());
beforeEach(() => body.replaceChildren());

/** @param {Partial<Brief>} fields @param {import('../../../extension/shared/brief-view.js').BriefViewOptions} [options] */
function shown(fields, options) {
  const view = createBriefView(options);
  view.show(brief(fields));
  body.append(view.element);
  return view.element;
}
/** @param {string} selector @param {Element} [within] */
const texts = (selector, within = body) => [...within.querySelectorAll(selector)].map((one) => one.textContent);
const click = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (body.querySelector(selector)).click();
const INVENTED = statement('claim', 'It has 70 billion.', { problems: [{ fault: 'number', text: '70 billion' }] });

test('statements stand under their sections, in the order of the kind', () => {
  shown({ statements: [statement('limits', 'Small.'), statement('claim', 'It holds.'), statement('limits', 'One data set.')] });
  assert.deepEqual(texts('h2'), ['Claim', 'Limits']);
  assert.deepEqual(texts('.statement p'), ['It holds. ”', 'Small. ”', 'One data set. ”']);
});

test('a click on a statement shows its passage with the quotation underlined, another hides it', () => {
  shown({ statements: [statement('claim', 'It holds.', { passages: [passage('it holds')] })] });
  assert.deepEqual(texts('mark'), []);
  click('.statement p');
  assert.deepEqual(texts('mark'), ['it holds']);
  assert.equal(texts('blockquote p')[0], 'Before. it holds After.');
  click('.statement p');
  assert.deepEqual(texts('mark'), []);
});

test('quotations of the same sentences stand in one passage, each underlined, where they overlap as one', () => {
  const piece = (/** @type {number} */ from, /** @type {number} */ to, text = 'We ask. It holds.') => ({
    ...passage(text.slice(from, to)),
    before: text.slice(0, from),
    after: text.slice(to),
  });
  const passages = [piece(8, 17), piece(0, 6), piece(11, 16), piece(3, 7), piece(0, 3, 'Far away.')];
  shown({ statements: [statement('claim', 'It holds.', { passages })] });
  click('.cite');
  assert.deepEqual(texts('blockquote p'), ['We ask. It holds.', 'Far away.']);
  assert.equal(texts('mark').join('|'), 'We ask|.|It holds.|Far');
});

test('an English sentence of a Chinese brief is marked as English; a full stop with room of its own gets no blank', () => {
  shown({ language: 'zh_CN', statements: [statement('claim', '成立。'), statement('claim', 'It holds.')] });
  const words = [...body.querySelectorAll('.statement > p')];
  assert.deepEqual(words.map((one) => one.getAttribute('lang')), [null, 'en']);
  assert.deepEqual(words.map((one) => one.textContent), ['成立。”', 'It holds. ”']);
});

test('of several papers the numbers are shown, and lead to them', () => {
  const papers = [paper('k'), paper('l')];
  const passages = [passage('one'), passage('two', 'l')];
  shown({ kind: 'several', keys: ['k', 'l'], papers, statements: [statement('theme', 'Both.', { passages }), statement('first', 'Read [2].', { passages })] });
  assert.deepEqual(texts('.cite'), ['1, 2', '1, 2']);
  const [link] = body.querySelectorAll('.statement p a');
  assert.equal(link?.getAttribute('href'), 'https://arxiv.org/abs/l');
  click('.cite');
  assert.deepEqual(texts('blockquote footer'), ['Abstract · [1] Title of k', 'Abstract · [2] Title of l']);
  assert.deepEqual(texts('.sources a'), ['Title of k', 'Title of l']);
});

test('what could not be checked is never among the others: it is folded below, with what is wrong', () => {
  shown({ statements: [statement('claim', 'It holds.'), INVENTED] });
  const fold = /** @type {HTMLDetailsElement} */ (body.querySelector('details.unchecked'));
  assert.equal(fold.open, false);
  assert.equal(texts('summary')[0], '1 statement could not be checked');
  assert.deepEqual(texts('.problem', fold), ['This number is not in the paper: 70 billion']);
  fold.remove();
  assert.doesNotMatch(body.textContent ?? '', /70 billion/);
  assert.match(body.textContent ?? '', /1 of 2 statements checked · read: the abstract/);
});

test('what was read is said: abstracts, full text, or both', () => {
  const statements = [statement('claim', 'It holds.')];
  const keys = ['k', 'l'];
  assert.match(shown({ statements, read: { k: 'html' } }).textContent ?? '', /from arXiv/);
  assert.match(shown({ statements, keys, read: { k: 'ar5iv', l: 'abstract' } }).textContent ?? '', /sections of 1, the abstract of 1/);
  assert.match(shown({ statements, keys, read: {} }).textContent ?? '', /the abstracts/);
});

test('while it is written, the draft stands muted, and what is unfolded and has the focus stays', () => {
  const view = createBriefView();
  body.append(view.element);
  const first = brief({ state: 'running', statements: [statement('claim', 'It holds.')], draft: 'It is' });
  view.show(first);
  assert.deepEqual(texts('.draft'), ['It is']);
  click('.cite');
  /** @type {HTMLElement} */ (body.querySelector('.cite')).focus();
  view.show({ ...first, statements: [...first.statements, statement('method', 'By hand.')], draft: '' });
  assert.deepEqual(texts('mark'), ['words of It holds.']);
  assert.equal(document.activeElement?.getAttribute('aria-expanded'), 'true');
  assert.doesNotMatch(body.textContent ?? '', /checked/);
});

test('a draft alone draws nothing anew', () => {
  const view = createBriefView();
  const first = brief({ state: 'running', statements: [statement('claim', 'It holds.')] });
  view.show(first);
  const node = view.element.querySelector('.statement');
  view.show({ ...first, draft: 'More' });
  assert.equal(view.element.querySelector('.statement'), node);
  assert.deepEqual(texts('.draft', view.element), ['More']);
});

test('for print every passage is open, and needs no button', () => {
  shown({ statements: [statement('claim', 'It holds.'), INVENTED] }, { open: true });
  assert.equal(texts('mark').length, 2);
  assert.equal(body.querySelector('button'), null);
  assert.ok(body.querySelector('details[open]'));
});

test('a brief of before statements were checked is shown as text: ## is a heading, nothing else is markup', () => {
  shown({ text: '## Claim\n<b>It</b> **holds**.\n\n  #no heading', papers: [] });
  assert.deepEqual(texts('h2'), ['Claim']);
  assert.deepEqual(texts('p'), ['<b>It</b> **holds**.', '#no heading']);
});

test('hostile words stay words, and lead nowhere', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const papers = [paper('k', { title: hostile, url: 'javascript:alert(1)' }), paper('l')];
  const said = statement('claim', `${hostile} [1] [99]`, { passages: [passage(hostile)] });
  shown({ papers, keys: ['k', 'l'], statements: [said] }, { open: true });
  assert.equal(body.querySelector('img'), null);
  for (const link of body.querySelectorAll('a')) assert.match(link.getAttribute('href') ?? '', /^https:/);
});

test('a section that this version does not know is shown all the same', () => {
  shown({ statements: [statement(/** @type {any} */ ('outlook'), 'It grows.')] });
  assert.match(body.textContent ?? '', /It grows\./);
});

test('the sections of a brief are named in its language; what the interface says of it is in its own', () => {
  const view = shown({ language: 'zh_CN', statements: [statement('claim', '成立。'), INVENTED] });
  assert.equal(view.lang, 'zh-CN');
  assert.deepEqual(texts('h2'), ['主张']);
  for (const own of view.querySelectorAll('summary, .ending, .problem')) assert.equal(own.getAttribute('lang'), 'en');
});
