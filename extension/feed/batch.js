/** @file The next twenty papers of the order, and the former ones. */

import { byId, el, fill, keepingFocus } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { BATCH } from './address.js';

/** Where the next batch begins: after the one that is being read, however far one has scrolled. @param {number} from @param {number} top place of the paper at the top of the view */
export const nextFrom = (from, top) => from + BATCH * (1 + Math.max(0, Math.floor((top - from) / BATCH)));
/** @param {number} from */
export const previousFrom = (from) => Math.max(0, from - BATCH);

/**
 * @param {{from: number, total: number}} shown
 * @param {{next: () => void, previous: () => void}} acts
 */
export function showBatch({ from, total }, { next, previous }) {
  keepingFocus(() =>
    fill(
      byId('bar-batch'),
      from > 0 &&
        el('button.quiet', { type: 'button', id: 'previous-batch', title: t('feedPrevious'), onclick: previous }, '← ', t('feedPrevious')),
      total > from + BATCH && el('button', { type: 'button', id: 'next-batch', onclick: next }, t('feedNext'), ' ↻'),
    ),
  );
  fill(
    byId('end'),
    total > 0 && el('p.muted', null, plural('feedEnd', total)),
  );
}
