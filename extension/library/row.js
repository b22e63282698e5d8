/** @file One paper of the library: a box to choose it, where it is from, its title that unfolds it, tags, note, news. */

import { el, link, safeUrl } from '../shared/dom.js';
import { ago, date, plural, t } from '../shared/i18n.js';
import { found } from '../shared/marked-words.js';
import { kicker } from '../shared/paper-lines.js';
import { statusName } from './words.js';

const AUTHORS = 6; // names that are shown of a longer list
const NOTE = 160; // characters of a note

/** @typedef {{what: "version" | "withdrawn" | "published", at: string, version: number | null, venue: string, doi: string}} News */
/** @typedef {Saved & {news: News[]}} LibraryItem */
/**
 * @typedef {object} RowActs
 * @property {(index: number, range: boolean) => void} pick
 * @property {(index: number) => void} unfold
 * @property {(tag: string) => void} filter
 * @property {(item: LibraryItem) => void} seen
 */

/**
 * @param {number} index
 * @param {LibraryItem} item
 * @param {{picked: boolean, current: boolean, open: boolean, words: string[]}} as
 * @param {RowActs} acts
 */
export function row(index, item, as, acts) {
  const { paper } = item;
  const box = el('input', { type: 'checkbox', id: `pick ${paper.key}`, 'aria-label': t('libSelect', paper.title) });
  box.checked = as.picked;
  // A click on the number beside it is told to the box without the keys that were held.
  let shift = false;
  box.addEventListener('click', (/** @type {MouseEvent} */ event) => acts.pick(index, shift || event.shiftKey));
  const title = el(
    'button.title',
    {
      type: 'button',
      id: `title ${paper.key}`,
      'aria-expanded': String(as.open),
      onclick: () => acts.unfold(index),
    },
    ...found(paper.title, as.words),
  );
  const element = el(
    'div.paper',
    { role: 'listitem', 'data-key': paper.key, 'data-index': index },
    el(
      'div.head',
      null,
      el('label.pick', { onclick: (/** @type {MouseEvent} */ event) => (shift = event.shiftKey) }, box, el('span.number', { 'aria-hidden': 'true' }, `${String(index + 1).padStart(2, '0')}.`)),
      el(
        'div.body',
        null,
        el('div.kicker', null, ...kicker(paper), ' · ', t('savedWhen', since(item.saved_at)), ...links(paper)),
        el('h2', null, title),
        paper.authors.length > 0 && el('div.authors', null, ...found(names(paper.authors), as.words)),
        meta(item, as.words, acts),
        news(item, acts),
      ),
    ),
  );
  element.classList.toggle('picked', as.picked);
  element.classList.toggle('open', as.open);
  reachable(element, as.current);
  return element;
}

/** A paper that is on its way. @param {number} index */
export const waiting = (index) =>
  el(
    'div.paper.waiting',
    { role: 'listitem', 'data-index': index, 'aria-busy': 'true', 'aria-label': t('libLoading') },
    el('div.head', null, el('span.number', null, `${String(index + 1).padStart(2, '0')}.`), el('div.body', null, el('i'), el('i'))),
  );

/** Tab reaches what is in the current row alone: ten thousand others are walked by j and k. @param {HTMLElement} row @param {boolean} current */
export function reachable(row, current) {
  for (const one of row.querySelectorAll('.head :is(a, button, input)'))
    /** @type {HTMLElement} */ (one).tabIndex = current ? 0 : -1;
}

/** "3d ago", after a month the day. @param {string} iso */
const since = (iso) => (Date.now() - Date.parse(iso) < 30 * 86_400_000 ? ago(iso) : date(iso));

/** @param {Paper} paper */
function links(paper) {
  const named = /** @type {[string, string][]} */ ([
    [paper.url, t('libPage')],
    [paper.pdf_url, 'PDF'],
  ]);
  return named
    .filter(([url]) => safeUrl(url))
    .flatMap(([url, name]) => [' · ', link(url, { 'aria-label': `${name}: ${paper.title}` }, `${name} ↗`)]);
}

/** @param {string[]} authors */
function names(authors) {
  const shown = authors.length > AUTHORS + 1 ? authors.slice(0, AUTHORS) : authors;
  const rest = authors.length - shown.length;
  return shown.join(t('listComma')) + (rest ? ` ${plural('moreAuthors', rest)}` : '');
}

/** @param {LibraryItem} item @param {string[]} words @param {RowActs} acts */
function meta({ status, stars, tags, note, paper }, words, acts) {
  const parts = [
    stars > 0 && el('span.stars', { role: 'img', 'aria-label': plural('starsOf', stars) }, '★'.repeat(stars)),
    status !== 'to_read' && el('span.chip.category', null, statusName(status)),
    ...tags.map((tag) =>
      el(
        'button.chip',
        { type: 'button', id: `tag ${paper.key} ${tag}`, title: t('libOnlyTag', tag), onclick: () => acts.filter(tag) },
        el('b', null, tag),
      ),
    ),
    note && el('span.note', null, ...found(note.slice(0, NOTE), words)),
  ].filter(Boolean);
  return parts.length > 0 && el('div.meta', null, ...parts);
}

/** What became of the paper since it was saved, until the reader has seen it. @param {LibraryItem} item @param {RowActs} acts */
function news(item, acts) {
  if (!item.news?.length) return null;
  return el(
    'div.news',
    null,
    ...item.news.map((one) => el('span', null, newsOf(one))),
    el(
      'button.quiet',
      { type: 'button', id: `seen ${item.paper.key}`, 'aria-label': t('libSeenThis', item.paper.title), onclick: () => acts.seen(item) },
      t('libSeen'),
    ),
  );
}

/** @param {News} news */
export function newsOf({ what, at, version, venue, doi }) {
  if (what === 'version') return t('libNewVersion', `v${version ?? '?'}`, date(at));
  if (what === 'withdrawn') return t('libWithdrawn', date(at));
  return t('libPublished', venue || doi, date(at));
}
