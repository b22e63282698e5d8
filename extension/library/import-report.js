/** @file What an import came to, or would come to: how many of what, each record, and what was passed over and why. */

import { copyButton } from '../shared/command.js';
import { el } from '../shared/dom.js';
import { has, locale, plural, t } from '../shared/i18n.js';

/**
 * @typedef {object} ImportItem
 * @property {string} title
 * @property {string[]} authors
 * @property {string} year
 * @property {"new" | "merged" | "known" | "skipped"} became
 * @property {string[]} news
 * @property {string} why
 */
/**
 * @typedef {object} ImportAnswer
 * @property {string} format
 * @property {number} records
 * @property {number} added
 * @property {number} merged
 * @property {number} known
 * @property {[string, string][]} skipped
 * @property {ImportItem[]} items
 */

export const FORMATS = /** @type {const} */ ([
  ['bibtex', 'BibTeX'],
  ['ris', 'RIS'],
  ['csl-json', 'CSL JSON'],
  ['csv', 'CSV'],
  ['jsonl', 'JSON Lines'],
  ['paper-memory', 'Paper Memory'],
]);

/** @param {ImportAnswer} answer */
export const preview = (answer) => [
  el('p.sum', { role: 'status' }, [plural('importRecords', answer.records), ...sums(answer, 'importWill')].join(locale() === 'en' ? ' ' : '')),
  answer.items.length > 0 && table(answer),
  skipped(answer),
];

/** @param {ImportAnswer} answer */
export const report = (answer) => [
  el('p.sum', { role: 'status' }, ...sums(answer, 'importDid').map((line) => el('span', null, line))),
  skipped(answer),
];

/** @param {ImportAnswer} answer @param {string} name of the file */
export const copyReport = (answer, name) =>
  copyButton(
    () => [name, ...sums(answer, 'importDid'), ...answer.skipped.map(inWords)].filter(Boolean).join('\n'),
    t('importCopy'),
  );

/** @param {ImportAnswer} answer @param {"importWill" | "importDid"} tense */
const sums = ({ added, merged, known, skipped }, tense) =>
  [
    plural(tense === 'importWill' ? 'importWillNew' : 'importDidNew', added),
    merged > 0 && plural(tense === 'importWill' ? 'importWillMerge' : 'importDidMerge', merged),
    known > 0 && plural('importKnown', known),
    skipped.length > 0 && plural('importSkipped', skipped.length),
  ].filter((line) => line !== false);

/** @param {ImportAnswer} answer */
function table({ items, records, skipped: { length } }) {
  const more = records - length - items.filter(({ became }) => became !== 'skipped').length;
  return el(
    'div.scrolls',
    { tabindex: 0, role: 'region', 'aria-label': t('importPreview') },
    el(
      'table',
      null,
      el('thead.visually-hidden', null, el('tr', null, el('th', null, t('importPaper')), el('th', null, t('importBecomes')))),
      el('tbody', null, ...items.map(line)),
    ),
    more > 0 && el('p.muted', null, plural('importMore', more)),
  );
}

/** @param {ImportItem} item */
function line({ title, authors, year, became, news, why }) {
  const names = authors.length > 3 ? `${authors.slice(0, 3).join(', ')}, …` : authors.join(', ');
  const took = news.filter((one) => has(`news_${one}`)).map((one) => t(`news_${one}`));
  return el(
    'tr',
    null,
    el('td', null, el('b', null, title), el('small', null, [names, year].filter(Boolean).join(' · '))),
    el('td', null, el(`span.chip.${became}`, null, t(`became_${became}`)), el('small', null, reason(why) || (took.length > 0 && t('importTakes', took.join(t('listComma')))))),
  );
}

/** @param {ImportAnswer} answer */
const skipped = ({ skipped: passed }) =>
  passed.length > 0 &&
  el(
    'details.skipped',
    { open: passed.length < 4 },
    el('summary', null, t('importWhy')),
    el('ul', null, ...passed.slice(0, 200).map((one) => el('li', null, inWords(one)))),
    passed.length > 200 && el('p.muted', null, plural('importMore', passed.length - 200)),
  );

/** "zou2026 (line 12): …", "item 3: …", the service's words around its numbers in the reader's. @param {[string, string]} one */
const inWords = ([place, why]) => {
  const there = place
    .replace(/\bline (\d+)/, (_, n) => t('importLine', n))
    .replace(/^(?:item|record) (\d+)/, (_, n) => t('importItem', n));
  return t('saidOf', there, reason(why));
};

const REASONS = /** @type {[RegExp, string][]} */ ([
  [/^there is no title/, 'whyNoTitle'],
  [/^the file ends within/, 'whyCutOff'],
  [/^it is not an object/, 'whyNoObject'],
  [/^it is a note or a file/, 'whyNoPaper'],
  [/^not BibTeX/, 'whyBroken'],
  [/^not (?:RIS|JSON|CSV)/, 'whyBroken'],
  [/cannot be read by this version/, 'whyOther'],
]);

/** @param {string} why */
function reason(why) {
  const known = REASONS.find(([pattern]) => pattern.test(why));
  return known ? t(known[1]) : why;
}
