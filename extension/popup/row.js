/** @file One paper in a list: its number, where from and when, the title as a link, why it is here, and a star to save it. */

import { el, link } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { kicker } from '../shared/paper-lines.js';

/**
 * @param {import('../shared/types.js').Paper} paper
 * @param {{place: number, reason: HTMLElement, saved: boolean, onSave: () => void}} shown
 */
export function row(paper, { place, reason, saved, onSave }) {
  return el(
    'li',
    { 'data-key': paper.key },
    el('span.number', { 'aria-hidden': 'true' }, `${String(place).padStart(2, '0')}.`),
    el(
      'div',
      null,
      el('div.kicker', null, kicker(paper)),
      el('h2', null, link(paper.url || paper.pdf_url, { id: `paper ${paper.key}`, class: 'title' }, paper.title)),
      reason,
    ),
    star(paper, saved, onSave),
  );
}

/** @param {import('../shared/types.js').Paper} paper @param {boolean} saved @param {() => void} onSave */
const star = (paper, saved, onSave) =>
  el(
    'button.quiet.star',
    {
      type: 'button',
      id: `star ${paper.key}`,
      'aria-pressed': String(saved),
      'aria-label': t(saved ? 'unsavePaper' : 'savePaper', paper.title),
      title: t(saved ? 'saved' : 'save'),
      onclick: onSave,
    },
    saved ? '★' : '☆',
  );
