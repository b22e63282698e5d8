/** @file One paper of the feed: its number, where it is from, its title, its authors, two lines of it, why, and what to do. */

import { el, link, safeUrl } from '../shared/dom.js';
import { number, plural, t } from '../shared/i18n.js';
import { found } from '../shared/marked-words.js';
import { hitsIn, marked } from '../shared/marked.js';
import { kicker } from '../shared/paper-lines.js';
import { authors } from './authors.js';
import { chips } from './chips.js';
import { heading } from './sections.js';

const SHORT = 120; // characters of an abstract that fit into its two lines

/**
 * @typedef {object} RowActs
 * @property {(index: number) => void} unfold
 * @property {(item: FeedItem) => void} read
 * @property {(item: FeedItem, index: number) => Child[]} buttons
 * @property {(item: FeedItem, index: number) => HTMLElement | null} below what stands below the paper: its brief
 * @property {(item: FeedItem, author: number, button: HTMLElement) => void} author
 * @property {(item: FeedItem, index: number) => Child[]} pick the box to choose it
 * @property {(index: number) => void} restore a paper that was not for the reader
 * @property {(next: import('./address.js').Asked) => void} go
 */
/**
 * @typedef {object} RowLook
 * @property {import('./address.js').Asked} asked
 * @property {FeedSection | null} section that begins with it
 * @property {boolean} current
 * @property {boolean} open its abstract is unfolded
 * @property {boolean} allAuthors
 * @property {boolean} picked
 * @property {import('./query.js').Marks | null} [marks] the words of a search: they are underlined in place of the radar's hits
 */

/**
 * @param {number} index its place in the order, from 0 on
 * @param {FeedItem} item
 * @param {RowLook} as
 * @param {RowActs} acts
 */
export function row(index, item, as, acts) {
  const titleId = `title ${item.key}`;
  const element = el(
    'div.paper',
    // Ids in aria-labelledby are told apart by blanks: the title's own must hold none there.
    { role: 'article', id: `paper-${index}`, 'data-key': item.key, 'data-index': index, 'aria-labelledby': `name-${index}` },
    as.section && heading(as.section),
    item.dismissed ? gone(index, item, acts) : whole(index, item, titleId, as, acts),
  );
  element.classList.toggle('open', as.open);
  element.classList.toggle('selected', as.picked);
  element.classList.toggle('read', item.read);
  reachable(element, as.current);
  return element;
}

/** @param {number} index @param {FeedItem} item @param {string} titleId @param {RowLook} as @param {RowActs} acts */
function whole(index, item, titleId, as, acts) {
  const url = safeUrl(item.url) || safeUrl(item.pdf_url);
  const title = as.marks ? found(item.title, as.marks.title) : marked(item.title, hitsIn(item, 'title'));
  return el(
    'div.grid',
    null,
    el('div.margin', null, ...acts.pick(item, index), numeral(index)),
    el(
      'div.body',
      null,
      el(
        'div.kicker',
        null,
        ...(item.new ? [el('span.new', null, t('new')), ' · '] : []),
        ...kicker(item),
        ...(as.marks ? places(item) : []),
        ...pdf(item),
      ),
      el(
        'h3',
        { id: `name-${index}` },
        link(url, { id: titleId, class: 'title', onclick: () => acts.read(item), onauxclick: () => acts.read(item) }, ...title),
      ),
      item.authors.length > 0 &&
        authors(index, item, { all: as.allAuthors, words: as.marks?.authors ?? [] }, acts.author),
      item.abstract && abstract(index, item, as, acts),
      el('div.row', null, ...chips(item, as.asked, acts.go), el('span.acts', null, ...acts.buttons(item, index))),
      acts.below(item, index),
    ),
  );
}

/** Where else than among the fetched papers a search found it: its words may stand in a note or a brief alone. @param {FeedItem} item */
const places = ({ places }) => [
  ...(places.includes('library') ? [' · ', t('feedSearchPlaceLibrary')] : []),
  ...(places.includes('briefs') ? [' · ', t('feedSearchPlaceBrief')] : []),
];

/** @param {number} index */
const numeral = (index) => el('span.number', { 'aria-hidden': 'true' }, `${String(index + 1).padStart(2, '0')}.`);

/** @param {FeedItem} item */
const pdf = ({ pdf_url, title }) =>
  safeUrl(pdf_url) ? [' · ', link(pdf_url, { 'aria-label': `PDF: ${title}` }, 'PDF ↗')] : [];

/** Two lines, or all of it. @param {number} index @param {FeedItem} item @param {RowLook} as @param {RowActs} acts */
function abstract(index, item, { open, marks }, acts) {
  const text = marks ? found(item.abstract, marks.abstract) : marked(item.abstract, hitsIn(item, 'abstract'));
  const words = el('p.abstract', { id: `abstract-${index}` }, ...text);
  if (item.abstract.length < SHORT) return words;
  const fold = el(
    'button.fold',
    {
      type: 'button',
      id: `fold ${item.key}`,
      'aria-expanded': String(open),
      'aria-controls': words.id,
      onclick: () => acts.unfold(index),
    },
    t(open ? 'feedFold' : 'feedUnfold'),
  );
  // A click anywhere on the two lines unfolds them; one that ends a selection of words does not.
  if (!open) words.addEventListener('click', () => document.getSelection()?.isCollapsed !== false && acts.unfold(index));
  return [words, fold];
}

/** What is left of a paper that is not for the reader, until the order is made anew. @param {number} index @param {FeedItem} item @param {RowActs} acts */
const gone = (index, item, acts) =>
  el(
    'div.grid.gone-paper',
    null,
    el('div.margin', null, numeral(index)),
    el(
      'p',
      null,
      el('span', { id: `name-${index}` }, item.title),
      ' ',
      el('button.link', { type: 'button', id: `restore ${item.key}`, onclick: () => acts.restore(index) }, t('undo')),
    ),
  );

/** A paper that is on its way. @param {number} index @param {FeedSection | null} section */
export const waiting = (index, section) =>
  el(
    'div.paper.waiting',
    { role: 'article', id: `paper-${index}`, 'data-index': index, 'aria-busy': 'true', 'aria-label': t('feedLoading') },
    section && heading(section),
    el('div.grid', null, el('div.margin', null, numeral(index)), el('div.body', null, el('i'), el('i'), el('i'))),
  );

/** Tab reaches what is in the current paper alone: the others are walked by j and k. @param {HTMLElement} row @param {boolean} current */
export function reachable(row, current) {
  row.tabIndex = current ? 0 : -1;
  row.classList.toggle('current', current);
  for (const one of row.querySelectorAll('a, button, input, select, textarea')) {
    if (one.closest('h2.section')) continue;
    /** @type {HTMLElement} */ (one).tabIndex = current ? 0 : -1;
  }
}

/** "3 of 42": what a screen reader is told of a paper's place. @param {HTMLElement} row @param {number} index @param {number} total */
export function placed(row, index, total) {
  row.setAttribute('aria-posinset', String(index + 1));
  row.setAttribute('aria-setsize', String(total));
}

/** @param {number} count */
export const papersIn = (count) => plural('feedPapers', count, number(count));
