/** @file What is done with the papers that are chosen: a brief across them in the bar above, the rest in one below. */

import { el, fill } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';

/**
 * @typedef {object} BulkActs
 * @property {() => void} brief
 * @property {() => void} save
 * @property {() => void} cite
 * @property {() => void} dismiss
 * @property {() => void} all
 * @property {() => void} none
 */

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} slot in the bar above the list
 * @param {BulkActs} acts
 */
export function createBulk(place, slot, acts) {
  const count = el('strong', { role: 'status' });
  const all = button('bulk-all', '', acts.all, 'link');
  const brief = button('bulk-brief', '', acts.brief, 'primary');
  place.setAttribute('aria-label', t('libSelection'));
  fill(
    place,
    count,
    all,
    el('span.space'),
    button('bulk-save', t('save'), acts.save),
    button('bulk-cite', t('feedActCite'), acts.cite),
    button('bulk-dismiss', t('feedNotForMe'), acts.dismiss),
    button('bulk-none', t('libSelectNone'), acts.none, 'quiet'),
  );

  return {
    /** @param {number} chosen @param {number} total */
    show(chosen, total) {
      place.hidden = chosen === 0;
      count.textContent = plural('libSelected', chosen);
      all.textContent = plural('libSelectAll', total);
      all.hidden = chosen >= total;
      brief.textContent = plural('feedActBriefOn', chosen);
      fill(slot, chosen > 0 && brief);
    },
  };
}

/** @param {string} id @param {string} text @param {() => void} act @param {string} [look] */
const button = (id, text, act, look) => el('button', { type: 'button', id, class: look, onclick: act }, text);
