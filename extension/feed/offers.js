/** @file What the search offers while it is typed: whom and what the reader follows, categories, conditions, recent searches. */

import { t } from '../shared/i18n.js';
import { folded } from '../shared/marked-words.js';
import { FIELDS, pieceAt, replaced, written } from './query.js';

/** @typedef {import('./query.js').Field} Field */
/** @typedef {{kind: Kind, value: string}} Followed */
/**
 * @typedef {object} Offer
 * @property {"recent" | "entry" | "field"} kind
 * @property {string} label
 * @property {string} hint
 * @property {string} look a class of the chip, "" for none
 * @property {string} q the query that it makes
 * @property {number} caret where one types on in it
 * @property {boolean} done the query can be asked for
 */

const MOST = 8;
const MOST_ENTRIES = 5;
const MOST_RECENT = 4;
const HINTS = /** @type {Record<Field, string>} */ ({
  author: 'feedSearchPart_author',
  title: 'feedSearchPart_title',
  category: 'feedSearchPart_category',
  after: 'feedSearchPart_after',
  before: 'feedSearchPart_before',
});

/**
 * @param {string} q @param {number} caret
 * @param {{followed: Followed[], categories: string[], recent: string[]}} known
 * @returns {Offer[]}
 */
export function offers(q, caret, { followed, categories, recent }) {
  if (!q.trim()) return recent.slice(0, MOST).map(asRecent);
  const piece = pieceAt(q, caret);
  const before = folded(q.trim());
  const again = recent
    .filter((one) => folded(one).includes(before) && folded(one) !== before)
    .slice(0, MOST_RECENT)
    .map(asRecent);
  if (!piece) return again;
  const { kind, not } = piece;
  const typed = folded(piece.value);
  /** @param {string} text what stands in place of the piece @param {boolean} done */
  const query = (text, done) => {
    const next = replaced(q, piece, text);
    return { q: next, done, caret: done ? next.length : next.indexOf(text) + text.length };
  };
  if (kind === 'category') {
    const there = [...followed.filter((one) => one.kind === 'category').map(({ value }) => value), ...categories];
    return matching([...new Set(there)], typed)
      .slice(0, MOST)
      .map((value) => entry('category', value, query(written('category', value, not), true)));
  }
  const authors = matching(followed.filter((one) => one.kind === 'author').map(({ value }) => value), typed)
    .slice(0, kind === 'author' ? MOST : MOST_ENTRIES)
    .map((value) => entry('author', value, query(written('author', value, not), true)));
  if (kind === 'author') return authors;
  if (kind !== 'word' && kind !== 'phrase') return again;
  if (!typed) return again;
  const topics = matching(followed.filter((one) => one.kind === 'topic').map(({ value }) => value), typed)
    .slice(0, MOST_ENTRIES)
    .map((value) => entry('topic', value, query(written(/\s/.test(value) ? 'phrase' : 'word', value, not), true)));
  const fields = FIELDS.filter((field) => typed.length > 1 && field.startsWith(typed) && kind === 'word').map((field) => {
    const text = `${not ? '-' : ''}${field}:`;
    return /** @type {Offer} */ ({ kind: 'field', label: text, hint: t(HINTS[field]), look: '', ...query(text, false) });
  });
  return [...fields, ...authors, ...topics, ...again].slice(0, MOST);
}

/** @param {string} q @returns {Offer} */
const asRecent = (q) => ({ kind: 'recent', label: q, hint: '', look: '', q, caret: q.length, done: true });

/** @param {Kind} kind @param {string} value @param {{q: string, caret: number, done: boolean}} query @returns {Offer} */
const entry = (kind, value, query) => ({ kind: 'entry', label: value, hint: t(kind), look: kind, ...query });

/** Those that begin so, then those of which a word does. @param {string[]} values @param {string} typed */
function matching(values, typed) {
  const begins = (/** @type {string} */ value) => folded(value).startsWith(typed);
  const within = (/** @type {string} */ value) => folded(value).split(/[\s-]+/).some((word) => word.startsWith(typed));
  const han = /\p{Script=Han}/u.test(typed);
  const there = values.filter((value) => begins(value) || within(value) || (han && value.includes(typed)));
  return there.toSorted((a, b) => Number(begins(b)) - Number(begins(a)));
}

/** The examples of the syntax help, each a query. */
export const EXAMPLES = /** @type {const} */ ([
  ['flow matching', 'feedSearchHowWords'],
  ['"implicit bias"', 'feedSearchHowPhrase'],
  ['author:"Difan Zou"', 'feedSearchHowAuthor'],
  ['title:muon', 'feedSearchHowTitle'],
  ['category:cs.LG', 'feedSearchHowCategory'],
  ['after:2025-06', 'feedSearchHowAfter'],
  ['before:2026', 'feedSearchHowBefore'],
  ['-survey', 'feedSearchHowNot'],
]);

/** The query with an example of the help in it. @param {string} q @param {string} example */
export const withExample = (q, example) => (q.trim() ? `${q.trim()} ${example}` : example);
