/** @file The sections of the radar's list: their headings among the papers, and the links above that lead to them. */

import { byId, el, fill, keepingFocus } from '../shared/dom.js';
import { number, t } from '../shared/i18n.js';

/** @type {Record<FeedSection["name"], () => string>} */
const NAMES = {
  looked: () => t('feedLooked'),
  today: () => t('feedToday'),
  week: () => t('feedWeek'),
  earlier: () => t('feedEarlier'),
};

/** @param {FeedSection} section */
export const heading = ({ name, total }) =>
  el('h2.section', null, NAMES[name]?.() ?? name, ' ', el('span', null, number(total)));

/**
 * The section whose heading stands above this paper: that which begins with it, and of the first that is shown, its own.
 * @param {FeedSection[]} sections @param {number} index @param {number} first
 */
export const sectionAt = (sections, index, first) =>
  sections.find(
    ({ from, total }) => total > 0 && (from === index || (index === first && from < index && index < from + total)),
  ) ?? null;

/**
 * @param {FeedSection[]} sections @param {number} from the first paper that is shown
 * @param {(from: number) => string} hrefOf @param {(from: number) => void} jump
 */
export function showSections(sections, from, hrefOf, jump) {
  const place = byId('sections');
  const some = sections.filter(({ total }) => total > 0);
  place.hidden = some.length < 2;
  place.setAttribute('aria-label', t('feedSections'));
  keepingFocus(() =>
    fill(
      place,
      ...some.map((section) =>
        el(
          'a',
          {
            id: `section-${section.name}`,
            href: hrefOf(section.from),
            'aria-current': from >= section.from && from < section.from + section.total ? 'true' : null,
            onclick: plain(() => jump(section.from)),
          },
          NAMES[section.name](),
          ' ',
          el('span', null, number(section.total)),
        ),
      ),
    ),
  );
}

/** A click without a key held goes within the page; else the browser opens the address as ever. @param {() => void} act */
export const plain = (act) => (/** @type {MouseEvent} */ event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  act();
};
