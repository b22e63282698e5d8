/** @file The authors of the page's paper: each name a button that follows or unfollows; long lists are folded. */

import { el, joined } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { hitsIn, marked } from '../shared/marked.js';

const SHOWN = 12; // a list of up to this many is shown whole
const FIRST = 8; // of a longer one, this many; and everyone who is followed

/**
 * @param {PaperAnswer} paper
 * @param {(name: string) => void} follow
 * @param {(hit: Hit) => void} unfollow
 */
export function authors(paper, follow, unfollow) {
  const line = el('div.authors', { role: 'group', 'aria-label': t('fieldName_authors') });
  const hits = new Map(paper.hits.filter((hit) => hit.kind === 'author').map((hit) => [hit.index, hit]));
  /** @param {string} name @param {number} index */
  const button = (name, index) => {
    const words = marked(name, hitsIn(paper, 'authors', index));
    return author(name, index, hits.get(index), words, follow, unfollow);
  };

  const everyone = paper.authors.map(button);
  if (everyone.length <= SHOWN) {
    line.append(...nodes(everyone));
    return line;
  }
  const shown = everyone.filter((_, index) => index < FIRST || hits.has(index));
  const rest = everyone.length - shown.length;
  const unfold = () => {
    line.replaceChildren(...nodes(everyone));
    everyone[FIRST]?.focus();
  };
  const fold = el('button.fold', { type: 'button', id: 'all-authors', onclick: unfold }, plural('moreAuthors', rest));
  line.append(...nodes([...shown, fold]));
  return line;
}

/** @param {string} name @param {number} index @param {Hit | undefined} hit @param {(string | HTMLElement)[]} words @param {(name: string) => void} follow @param {(hit: Hit) => void} unfollow */
function author(name, index, hit, words, follow, unfollow) {
  const followed = hit?.level === 'match';
  const properties = {
    type: 'button',
    id: `author ${index}`,
    'aria-pressed': String(followed),
    title: t(followed ? 'unfollowAuthor' : 'followAuthor', name),
    onclick: () => (followed ? unfollow(hit) : follow(name)),
  };
  return el('button', properties, ...words);
}

/** @param {HTMLElement[]} buttons */
const nodes = (buttons) => /** @type {(Node | string)[]} */ (joined(buttons, t('listComma')));
