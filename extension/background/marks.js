/** @file Marks in the page itself: what is to be marked, by the answer of the service, and the sending of it to the tab. */

import { allTabs, runInPage, sendToTab } from '../shared/browser.js';
import { languageTag } from '../shared/i18n.js';
import { markSettings, marksOn, siteOf } from '../shared/mark-settings.js';
import { reasonOf, wordsOf } from './mark-words.js';
import { kept } from './page-records.js';

/** What runs in a page the first time that something is marked there, in this order. */
const MARK_FILES = ['look', 'place', 'only', 'rows', 'bar', 'keys', 'marks'].map((name) => `content/marks/${name}.js`);

/** @typedef {Record<number, {href: string, authors: string[]}>} ShownItems what a page shows of the papers that can be marked */

/** @param {PageFacts} facts @param {MatchAnswer} answer @returns {ShownItems} */
export function itemsOf(facts, answer) {
  /** @type {ShownItems} */
  const items = {};
  for (const paper of answer.papers) {
    const item = facts.items[placeOf(paper)];
    if (item) items[placeOf(paper)] = { href: item.href, authors: item.authors ?? [] };
  }
  return items;
}

/**
 * What is to be marked; null on pages that are neither paper nor listing. A paper that was dismissed or muted is not
 * marked, but keeps its star if it is saved.
 * @param {{url: string, items?: ShownItems}} page
 * @param {MatchAnswer} answer
 * @param {{language: string, reason: (kind: Kind, text: string) => string, words: Record<string, string>}} language
 * @returns {Marks | null}
 */
export function marksOf({ url, items = {} }, answer, { language, reason, words }) {
  const { kind, rows, understood } = answer.page;
  if (kind === 'other') return null;
  const papers = answer.papers.flatMap((paper) => {
    const item = placeOf(paper);
    const shown = items[item];
    const hits = paper.muted || (paper.dismissed && kind === 'listing') ? [] : paper.hits;
    if (kind === 'listing' && (!shown || (hits.length === 0 && !paper.saved))) return [];
    return [
      {
        item,
        href: shown?.href ?? url,
        key: paper.key,
        title: paper.title,
        saved: paper.saved,
        reasons: reasonsOf(hits, reason),
        // A paper page may leave its authors to its tags: its names are then those of the answer.
        authors: followedAuthors(paper, hits, shown?.authors.length || kind === 'listing' ? (shown?.authors ?? []) : paper.authors),
      },
    ];
  });
  const hits = kind === 'listing' ? answer.counts.hits : papers.reduce((sum, { reasons }) => sum + reasons.length, 0);
  const related = answer.related?.new || answer.related?.total || 0;
  return { url, kind, rows, understood, hits, related, papers, language, words };
}

/** @param {PaperAnswer} paper */
const placeOf = (paper) => paper.item ?? 0;

/** One for each name, phrase or category, as often as it was found. @param {Hit[]} hits @param {(kind: Kind, text: string) => string} reason */
function reasonsOf(hits, reason) {
  /** @type {Map<string, MarkedPaper["reasons"][number]>} */
  const found = new Map();
  for (const { kind, level, value, text } of hits) {
    const said = reason(kind, kind === 'author' ? text || value : value);
    if (!found.has(said)) found.set(said, { kind, text: said, level });
  }
  return [...found.values()].sort((one, other) => rank(one) - rank(other));
}

/** The surest first, and people before what they write on. @param {MarkedPaper["reasons"][number]} reason */
const rank = ({ kind, level }) => ['author', 'topic', 'category'].indexOf(kind) + (level === 'possible' ? 3 : 0);

/**
 * Where the followed authors stand among the names of the page, which may be written otherwise than those of the answer.
 * @param {Paper} paper @param {Hit[]} hits @param {string[]} names
 */
function followedAuthors(paper, hits, names) {
  const same = names.length === paper.authors.length;
  /** @type {Map<number, MarkedPaper["authors"][number]>} */
  const found = new Map();
  for (const { field, index, level } of hits) {
    if (field !== 'authors') continue;
    const name = folded(paper.authors[index] ?? '');
    const place = same && index < names.length ? index : names.findIndex((one) => folded(one) === name);
    const text = names[place];
    if (text && found.get(place)?.level !== 'match') found.set(place, { index: place, text, level });
  }
  return [...found.values()];
}

/** A name without capitals, accents and the order of its parts. @param {string} name */
const folded = (name) =>
  (name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/\p{L}+/gu) ?? []).sort().join(' ');

/** The marks that are on their way to a tab, one after the other. @type {Map<number, Promise<void>>} */
const onTheirWay = new Map();

/**
 * Mark the tab's page by what is kept of it, or take the marks away where they are turned off or nothing is known.
 * @param {number} tabId
 * @returns {Promise<void>}
 */
export function showMarks(tabId) {
  const before = onTheirWay.get(tabId) ?? Promise.resolve();
  // A page that was left, or a tab that was closed: there is nothing to mark.
  const sent = before.then(() => send(tabId)).catch(() => {});
  onTheirWay.set(tabId, sent);
  void sent.then(() => onTheirWay.get(tabId) === sent && onTheirWay.delete(tabId));
  return sent;
}

/** Every page of the sites: after the settings or the language changed. */
export async function showAllMarks() {
  const tabs = await allTabs();
  await Promise.all(tabs.map(({ id, url }) => id !== undefined && siteOf(url ?? '') && showMarks(id)));
}

/** @param {number} tabId */
async function send(tabId) {
  const record = await kept(tabId);
  const marks = record && (await isMarked(record)) ? marksNow(record) : null;
  const message = { type: 'marks', marks };
  const heard = await sendToTab(tabId, message).catch(() => false);
  if (heard === true || !marks || !isWorthIt(marks)) return;
  await runInPage(tabId, MARK_FILES);
  await sendToTab(tabId, message);
}

/** Without a valid token nothing that is marked could be acted on. @param {PageRecord} record */
const isMarked = async (record) =>
  record.trouble?.kind !== 'unpaired' && marksOn(record.url, await markSettings());

/** @param {PageRecord} record */
const marksNow = ({ url, items, answer }) =>
  answer &&
  marksOf({ url, ...(items && { items }) }, answer, {
    language: languageTag(),
    reason: reasonOf,
    words: wordsOf(answer),
  });

/** Whether there is anything to see: else no script runs in the page. @param {Marks} marks */
const isWorthIt = ({ kind, papers, related, hits }) =>
  kind === 'listing' ? papers.length > 0 : papers.length > 0 && related + hits > 0;
