/** @file What narrows the feed: which filters are on, which there are to choose from, and how many papers each would leave. */

import { t } from '../shared/i18n.js';
import { sourceName } from '../shared/sources.js';
import { whole } from './address.js';

/** @typedef {import('./address.js').Asked} Asked */
/** @typedef {import('./address.js').FilterKind} FilterKind */
/** @typedef {{kind: FilterKind, value: string, what: string, label: string, look: string}} Filter `what`: "author", "topic", …; `look`: a class of the chip */
/** @typedef {Filter & {count: number, on: boolean}} Choice */
/** @typedef {{name: string, choices: Choice[]}} Group */

const LISTS = /** @type {const} */ ({ entry: 'entries', source: 'sources', category: 'categories' });
const SWITCHES = /** @type {const} */ (['unread', 'code']);
const SOURCES = /** @type {Record<string, string>} */ ({ arxiv: 'arXiv', huggingface: 'Hugging Face' });

/** What the filters are called by: the service's counts, and the names of journals. @typedef {{facets: FeedFacets | null, journals: Map<string, string>}} Known */

/** @param {string} source @param {Map<string, string>} journals "feed:nature" → "Nature" */
function nameOfSource(source, journals) {
  if (source === 'web') return t('feedFilterWeb');
  return SOURCES[source] ?? sourceName({ source, name: journals.get(source) ?? source.replace(/^feed:/, '') });
}

/** @param {FilterKind} kind @param {string} value @param {Known} known @returns {Filter} */
function filter(kind, value, { facets, journals }) {
  if (kind === 'entry') {
    const entry = facets?.entries.find(({ id }) => id === value);
    // Until the counts are there its name is not known; one that they do not hold is followed no more.
    if (!entry) return { kind, value, what: '', label: facets ? t('feedFilterGone') : '…', look: 'category' };
    return { kind, value, what: t(entry.kind), label: entry.value, look: entry.kind };
  }
  if (kind === 'source') return { kind, value, what: t('feedFilterSource'), label: nameOfSource(value, journals), look: 'category' };
  if (kind === 'category') return { kind, value, what: t('category'), label: value, look: 'category' };
  return { kind, value, what: '', label: t(kind === 'code' ? 'feedFilterCode' : 'feedFilterUnread'), look: 'category' };
}

/** @param {Asked} asked @param {FilterKind} kind */
const chosen = (asked, kind) =>
  kind === 'code' || kind === 'unread' ? (asked[kind] ? ['1'] : []) : asked[LISTS[kind]];

/** The filters that are on, in the reader's words. @param {Asked} asked @param {Known} known @returns {Filter[]} */
export const filtersOn = (asked, known) =>
  /** @type {FilterKind[]} */ (['entry', 'category', 'source', 'code', 'unread']).flatMap((kind) =>
    chosen(asked, kind).map((value) => filter(kind, value, known)),
  );

/** As it would be without any. @param {Asked} asked @returns {Asked} */
export const unfiltered = (asked) => whole(asked.tab);

/**
 * What there is to choose, in groups: those with papers and those that are on, the most papers first.
 * @param {Asked} asked @param {FeedFacets} facets @param {Map<string, string>} journals @returns {Group[]}
 */
export function groups(asked, facets, journals) {
  /** @param {FilterKind} kind @param {{value: string, count: number}[]} there @returns {Choice[]} */
  const choices = (kind, there) => {
    const on = new Set(chosen(asked, kind));
    const absent = [...on].filter((value) => !there.some((one) => one.value === value));
    return [...there, ...absent.map((value) => ({ value, count: 0 }))].map(({ value, count }) => ({
      ...filter(kind, value, { facets, journals }),
      count,
      on: on.has(value),
    }));
  };
  /** @param {{name: string, count: number}[]} list */
  const named = (list) => list.map(({ name, count }) => ({ value: name, count }));
  const categories = new Set(facets.categories.map(({ name }) => name));
  const entries = choices('entry', facets.entries.map(({ id, count }) => ({ value: id, count })));
  /** @param {Kind} kind */
  const ofKind = (kind) => {
    const ids = new Set(facets.entries.filter((entry) => entry.kind === kind).map(({ id }) => id));
    return entries.filter(({ value }) => ids.has(value));
  };
  const known = new Set(facets.entries.map(({ id }) => id));
  // A category that is followed is one filter, not two: the papers in it are those that it hit.
  const followed = ofKind('category').filter(({ label, on }) => on || !categories.has(label));
  const all = [
    { name: 'switches', choices: SWITCHES.flatMap((kind) => choices(kind, [{ value: '1', count: facets[kind] }])) },
    { name: 'author', choices: ofKind('author') },
    { name: 'topic', choices: ofKind('topic') },
    { name: 'category', choices: [...choices('category', named(facets.categories)), ...followed] },
    { name: 'source', choices: choices('source', named(facets.sources)) },
    { name: 'gone', choices: entries.filter(({ value }) => !known.has(value)) },
  ];
  return all
    .map(({ name, choices }) => ({ name, choices: choices.toSorted((a, b) => b.count - a.count) }))
    .filter(({ choices }) => choices.length > 0);
}

/** The choices in an order that stands: as it was before, what is new behind. @param {Choice[]} choices @param {string[]} before ids @returns {Choice[]} */
export function steady(choices, before) {
  const place = new Map(before.map((value, at) => [value, at]));
  const at = (/** @type {Choice} */ { kind, value }) => place.get(`${kind} ${value}`) ?? Infinity;
  return choices.toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
