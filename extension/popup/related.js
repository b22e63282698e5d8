/** @file The related papers of the page's paper, one slice of one stable order, and what stands there when there are none. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { because } from '../shared/paper-lines.js';
import { whole } from '../shared/evidence.js';
import { row } from './row.js';

/**
 * @param {Related} related
 * @param {Actions} actions
 * @param {Set<string>} opened
 */
export function relatedPapers(related, actions, opened) {
  if (related.items.length === 0) return el('div.state', null, el('p', null, t('relatedNothing')));
  return el(
    'ol.papers',
    { start: related.offset + 1 },
    ...related.items.map((paper, place) =>
      row(paper, {
        place: related.offset + place + 1,
        reason: because(paper),
        saved: paper.saved,
        onSave: () => actions.toggleSaved(paper),
        onDismiss: () => actions.dismiss(paper),
        why: { opened, contents: () => whole(paper, actions, opened) },
      }),
    ),
  );
}

/**
 * The buttons that walk through the order.
 * @param {Related} related
 * @param {(offset: number) => void} go
 * @param {number} size
 */
export function batchButtons({ offset, total, items }, go, size) {
  const next = offset + items.length < total;
  return [
    offset > 0 &&
      el(
        'button.quiet',
        { type: 'button', id: 'previous', onclick: () => go(Math.max(0, offset - size)) },
        `↺ ${t('previousBatch')}`,
      ),
    next &&
      el(
        'button.quiet',
        { type: 'button', id: 'next', onclick: () => go(offset + items.length) },
        `${t('nextBatch')} ↻`,
      ),
  ];
}
