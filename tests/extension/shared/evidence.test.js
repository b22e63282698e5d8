import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { hit, paper } from '../answers.js';
import { chips, sentence, whole } from '../../../extension/shared/evidence.js';
import { relatedPapers } from '../../../extension/popup/related.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());

const TOPIC = hit({ entry_id: 'e2', kind: 'topic', value: 'implicit bias', field: 'abstract', index: 0, start: 13, end: 26, text: 'implicit bias', rule: 'phrase' });
const TITLE = hit({ entry_id: 'e3', kind: 'topic', value: 'steepest descent', field: 'title', index: 0, start: 21, end: 37, text: 'Steepest Descent', rule: 'phrase' });

/** What was asked of the actions: any of them, by name. */
function recorder() {
  /** @type {any[]} */
  const asked = [];
  /** @type {any} */
  const actions = new Proxy({}, { get: (_, name) => (/** @type {any[]} */ ...values) => void asked.push([name, ...values]) });
  return { actions, asked };
}

/** @param {Element} element @param {string} words @returns {HTMLElement} */
function button(element, words) {
  const found = [...element.querySelectorAll('button')].find((one) => one.textContent === words);
  assert.ok(found, `no button ${words} in ${element.textContent}`);
  return found;
}

/** @param {Element} element */
const marks = (element) => [...element.querySelectorAll('mark')].map((mark) => mark.textContent);

test('a rule is one plain sentence with the words found and what is followed', () => {
  assert.equal(sentence(hit({ text: 'Zou, Difan' })), '“Zou, Difan” is Difan Zou with the family name first.');
  assert.equal(sentence(hit()), '“Difan Zou” is exactly the name you follow.');
  assert.equal(sentence(hit({ text: 'DIFAN ZOU' })), '“DIFAN ZOU” is the name of Difan Zou, whom you follow.');
  assert.equal(
    sentence(hit({ level: 'possible', text: 'D. Zou', rule: 'initials' })),
    '“D. Zou” may be Difan Zou: the surname is the same, but a forename is only an initial.',
  );
  assert.equal(sentence(TITLE), '“Steepest Descent” is your topic, word for word.');
  assert.equal(
    sentence({ ...TOPIC, value: 'low-rank adaptation', text: 'low-rank adaptations' }),
    '“low-rank adaptations” is your topic low-rank adaptation in another form.',
  );
});

test('what is only possible is never told as certain, whichever rule found it', () => {
  for (const rule of ['same', 'spacing', 'middle-missing', 'initials-same'])
    assert.match(sentence(hit({ level: 'possible', rule })), /^“Difan Zou” may be Difan Zou: .*not beyond doubt\.$/);
});

test('a rule that is newer than this extension still gets a sentence of its kind', () => {
  assert.equal(sentence(hit({ rule: 'not-heard-of' })), '“Difan Zou” is Difan Zou, whom you follow.');
});

test('where people of one name are known, the options are a click away', () => {
  const namesake = chips(paper({ hits: [hit({ level: 'possible', rule: 'namesake' })] }), recorder().actions, new Set());
  body.append(namesake);
  /** @type {HTMLElement} */ (namesake.querySelector('button.chip')).click();
  const plain = chips(paper({ hits: [hit()] }), recorder().actions, new Set());
  /** @type {HTMLElement} */ (plain.querySelector('button.chip')).click();
  const words = 'Tell them apart in the options';
  assert.ok(!plain.textContent?.includes(words));
  button(namesake, words);
});

test('a chip unfolds why, folds again, and Escape folds it before it closes the popup', () => {
  const line = chips(paper({ hits: [hit(), TOPIC] }), recorder().actions, new Set());
  body.append(line);
  const [author, topic] = [...line.querySelectorAll('button.chip')];
  assert.equal(topic?.getAttribute('aria-expanded'), 'false');
  /** @type {HTMLElement} */ (topic).click();
  assert.equal(topic?.getAttribute('aria-expanded'), 'true');
  const panel = document.getElementById(topic?.getAttribute('aria-controls') ?? '');
  assert.match(panel?.textContent ?? '', /Match · in the abstract.*word for word/);
  assert.equal(panel?.querySelector('blockquote')?.textContent, paper().abstract);
  assert.deepEqual(marks(line), ['implicit bias']);

  /** @type {HTMLElement} */ (author).click();
  assert.deepEqual(
    [author, topic].map((chip) => chip?.getAttribute('aria-expanded')),
    ['true', 'false'],
  );
  const escape = event('keydown', { key: 'Escape' });
  author?.dispatchEvent(escape);
  assert.ok(escape.defaultPrevented);
  assert.equal(author?.getAttribute('aria-expanded'), 'false');
  const another = event('keydown', { key: 'Escape' });
  author?.dispatchEvent(another);
  assert.ok(!another.defaultPrevented, 'the next one is the popup’s own');
});

test('what is open stays open when the page is drawn anew', () => {
  const opened = new Set(['chip e2', 'abstract arxiv:2602.11557']);
  const line = chips(paper({ hits: [hit(), TOPIC] }), recorder().actions, opened);
  assert.equal(line.querySelector('.chip.topic')?.getAttribute('aria-expanded'), 'true');
  assert.equal(line.querySelector('.abstract')?.textContent, paper().abstract);
  assert.ok(button(line, 'Hide the abstract'));
});

test('each kind of hit offers the words that make sense of it', () => {
  const hits = [
    hit(),
    hit({ entry_id: 'e4', level: 'possible', rule: 'initials' }),
    TOPIC,
    hit({ entry_id: 'e5', kind: 'category', value: 'cs', field: 'categories', index: 0, text: 'cs.LG', rule: 'primary' }),
  ];
  const { actions, asked } = recorder();
  const shown = paper({ hits });
  const line = chips(shown, actions, new Set());
  const offered = [...line.querySelectorAll('button.chip')].map((chip) => {
    /** @type {HTMLElement} */ (chip).click();
    return [...line.querySelectorAll('.choices button')].slice(0, -1).map((one) => one.textContent);
  });
  assert.deepEqual(offered, [['Not this person'], ['Same person', 'Not this person'], ['Mute this topic here'], []]);

  /** @type {HTMLElement} */ (line.querySelectorAll('button.chip')[1]).click();
  button(line, 'Same person').click();
  button(line, 'Not this person').click();
  assert.deepEqual(asked, [
    ['judge', hits[1], shown, true],
    ['judge', hits[1], shown, false],
  ]);
});

/** @param {Partial<RelatedPaper>} fields */
const related = (fields) => ({ ...paper(), score: 1, new: false, shared: [], reasons: [], ...fields });
/** @param {RelatedPaper} item @param {any} actions @param {Set<string>} [opened] */
const listed = (item, actions, opened = new Set()) =>
  relatedPapers({ order: 'o', total: 1, new: 0, offset: 0, items: [item] }, actions, opened);

test('the reasons of a related paper unfold what they rest on, its title underlined meanwhile', () => {
  const list = listed(related({ hits: [hit(), TITLE], shared: ['Muon', 'norm', 'bias', 'batch', 'sign'] }), recorder().actions);
  const why = /** @type {HTMLElement} */ (list.querySelector('button.because'));
  assert.match(why.textContent ?? '', /^shares Muon, norm, bias, batch · by Difan Zou/);
  assert.deepEqual(marks(list), []);
  why.click();
  assert.equal(why.getAttribute('aria-expanded'), 'true');
  assert.deepEqual(marks(list), ['Bias', 'Steepest Descent', 'batch', 'Difan Zou']);
  assert.match(list.textContent ?? '', /Jichu Li, Xuan Tang, Difan Zou.*exactly the name you follow.*word for word.*these words with the page: Muon, norm, bias, batch, sign\./);
  why.click();
  assert.deepEqual(marks(list), []);
});

test('“not for me” stands behind the reasons of a related paper, and not of one on a listing', () => {
  const { actions, asked } = recorder();
  const item = related({ shared: ['Muon'] });
  const list = listed(item, actions, new Set([`why ${item.key}`]));
  button(list, 'Not for me').click();
  list.querySelector('li')?.dispatchEvent(event('dismiss'));
  assert.deepEqual(asked, [
    ['dismiss', item],
    ['dismiss', item],
  ]);
  const onListing = whole(paper({ hits: [hit()] }), actions, new Set());
  assert.ok(!onListing.some((child) => child instanceof Node && child.textContent?.includes('Not for me')));
});

test('a related paper without a reason in words can be unfolded and put away all the same', () => {
  const list = listed(related({}), recorder().actions);
  const why = /** @type {HTMLElement} */ (list.querySelector('button.because'));
  assert.equal(why.textContent, 'Why it is here');
  why.click();
  assert.ok(button(list, 'Not for me'));
});

test('a paper of a long list of authors shows the first, and everyone who hit', () => {
  const authors = Array.from({ length: 40 }, (_, n) => `Author ${n}`);
  const hits = [hit({ index: 30, end: 9, text: 'Author 30' })];
  const list = listed(related({ authors, hits, shared: ['Muon'] }), recorder().actions, new Set(['why arxiv:2602.11557']));
  assert.equal(
    list.querySelector('.names')?.textContent,
    'Author 0, Author 1, Author 2, Author 3, Author 4, Author 5, Author 30 and 33 more',
  );
  assert.deepEqual(marks(list), ['Author 30']);
});

test('an answer without the abstract shows the words and offers none to unfold', () => {
  const list = listed(related({ abstract: '', hits: [TOPIC] }), recorder().actions, new Set(['why arxiv:2602.11557']));
  assert.deepEqual(marks(list), ['implicit bias']);
  assert.ok(!list.textContent?.includes('Show the abstract'));
});

test('hostile words stay words', () => {
  const text = '<img src=x onerror=alert(1)>';
  const title = `On ${text}`;
  const hits = [hit({ kind: 'topic', field: 'title', index: 0, start: 3, end: 3 + text.length, text, value: text })];
  const list = listed(related({ title, hits }), recorder().actions, new Set(['why arxiv:2602.11557']));
  assert.equal(list.querySelector('img'), null);
  assert.deepEqual(marks(list), [text]);
});
