/** @file The three lists of the feed: the radar's, what is trending, and everything new in the reader's categories. */

import { byId, el, fill, keepingFocus } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { addressOf, TABS, whole } from './address.js';
import { plain } from './sections.js';

/** @typedef {import('./address.js').Asked} Asked */

/** @type {Record<import('./address.js').Tab, () => string>} */
const NAMES = {
  radar: () => t('feedTabRadar'),
  trending: () => t('feedTabTrending'),
  categories: () => t('feedTabCategories'),
};

/** @param {Asked} asked @param {(next: Asked) => void} go */
export function showTabs(asked, go) {
  const place = byId('tabs');
  place.setAttribute('aria-label', t('feedLists'));
  keepingFocus(() =>
    fill(
      place,
      ...TABS.map((tab) =>
        el(
          'a',
          {
            id: `tab-${tab}`,
            href: addressOf(whole(tab)) || '?',
            'aria-current': !asked.q && asked.tab === tab ? 'page' : null,
            onclick: plain(() => go(whole(tab))),
          },
          NAMES[tab](),
        ),
      ),
    ),
  );
}
