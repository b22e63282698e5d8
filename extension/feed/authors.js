/** @file The authors of a paper of the feed: those followed underlined, long lists folded around them. */

import { el } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { folded, found } from '../shared/marked-words.js';
import { hitsIn, marked } from '../shared/marked.js';

const SHOWN = 8; // a list of up to this many is shown whole
const FIRST = 3; // of a longer one, this many, the last, and everyone who is followed

/**
 * @param {number} index the paper's place
 * @param {FeedItem} item
 * @param {{all: boolean, words: string[]}} as `words`: of a search, underlined where a part of the name begins so
 * @param {(item: FeedItem, author: number, button: HTMLElement) => void} open what can be done with an author
 */
export function authors(index, item, { all, words }, open) {
  const line = el('div.authors', null);
  /** @param {string} name */
  const wanted = (name) => {
    const parts = words.length ? folded(name).split(/[\s.-]+/) : [];
    return words.filter((word) => parts.some((part) => part.startsWith(word)));
  };
  const followed = new Set(item.hits.filter((hit) => hit.kind === 'author').map((hit) => hit.index));
  for (const [author, name] of item.authors.entries()) if (wanted(name).length) followed.add(author);
  /** @param {number} author */
  const name = (author) => {
    const said = item.authors[author] ?? '';
    /** @type {HTMLElement} */
    const button = el(
      'button.name',
      { type: 'button', id: `author-${index}-${author}`, 'aria-haspopup': 'menu', onclick: () => open(item, author, button) },
      ...(wanted(said).length ? found(said, wanted(said)) : marked(said, hitsIn(item, 'authors', author))),
    );
    return button;
  };
  /** @param {boolean} whole */
  const draw = (whole) => {
    const last = item.authors.length - 1;
    const shown = item.authors.map((_, author) => author);
    const kept = whole ? shown : shown.filter((author) => author < FIRST || author === last || followed.has(author));
    line.replaceChildren();
    kept.forEach((author, place) => {
      const skipped = author - (kept[place - 1] ?? -1) - 1;
      if (skipped) line.append(place ? t('listComma') : '', more(skipped));
      line.append(place || skipped ? t('listComma') : '', name(author));
    });
  };
  /** @param {number} count */
  const more = (count) =>
    el('button.more', { type: 'button', onclick: () => (draw(true), focusOn(line)) }, plural('moreAuthors', count));
  draw(all || item.authors.length <= SHOWN);
  return line;
}

/** The first name that was folded. @param {HTMLElement} line */
const focusOn = (line) => /** @type {HTMLElement | undefined} */ (line.querySelectorAll('.name')[FIRST])?.focus();
