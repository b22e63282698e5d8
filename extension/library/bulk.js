/** @file The bar for what is chosen: tags, status, stars, export, removal of many papers at once. */

import { el, fill } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { tagField } from '../shared/tag-field.js';
import { STATUSES, statusName } from './words.js';

/**
 * @typedef {object} BulkActs
 * @property {(change: import('./changes.js').BulkChange) => Promise<boolean>} change
 * @property {(prefix: string) => Promise<{tag: string, count: number}[]>} complete
 * @property {() => void} remove
 * @property {() => void} all
 * @property {() => void} none
 * @property {() => void} brief
 * @property {() => void} exported
 * @property {() => void} zotero
 */

/** @param {HTMLElement} place @param {BulkActs} acts */
export function createBulk(place, acts) {
  const count = el('strong', { role: 'status' });
  const all = button('bulk-all', '', acts.all);
  const status = menu(
    'bulk-status',
    t('fieldName_status'),
    STATUSES.map((one) => [one, statusName(one)]),
    (one) => acts.change({ status: one }),
  );
  const levels = [0, 1, 2, 3, 4, 5].map((one) => [String(one), one ? '★'.repeat(one) : t('starsNone')]);
  const stars = menu('bulk-stars', t('fieldName_stars'), levels, (one) => acts.change({ stars: Number(one) }));
  place.setAttribute('aria-label', t('libSelection'));
  fill(
    place,
    count,
    all,
    el('span.space'),
    button('bulk-tags', t('libTags'), () => tags(acts)),
    status,
    stars,
    button('bulk-brief', t('brief'), acts.brief),
    button('bulk-export', t('libExport'), acts.exported),
    button('bulk-zotero', t('libZotero'), acts.zotero),
    button('bulk-remove', t('remove'), acts.remove),
    button('bulk-none', t('libSelectNone'), acts.none),
  );

  return {
    /** @param {number} chosen @param {number} total */
    show(chosen, total) {
      place.hidden = chosen === 0;
      document.body.classList.toggle('choosing', chosen > 0);
      count.textContent = plural('libSelected', chosen);
      all.textContent = plural('libSelectAll', total);
      all.hidden = chosen >= total;
    },
    tags: () => tags(acts),
  };
}

/** Tags to put on all that is chosen, and to take from them. @param {BulkActs} acts */
function tags({ complete, change }) {
  const add = tagField({ id: 'bulk-add', complete });
  const take = tagField({ id: 'bulk-take', complete });
  const form = el(
    'form',
    { method: 'dialog' },
    el('label', { for: 'bulk-add' }, t('libTagsAdd')),
    add.element,
    el('label', { for: 'bulk-take' }, t('libTagsTake')),
    take.element,
    el(
      'div.row',
      null,
      el('button.primary', { type: 'submit', value: 'do' }, t('libApply')),
      el('button', { type: 'submit', value: '', formnovalidate: true }, t('cancel')),
    ),
  );
  const dialog = el('dialog', { 'aria-label': t('fieldName_tags') }, el('h2', null, t('fieldName_tags')), form);
  const opener = /** @type {HTMLElement | null} */ (document.activeElement);
  dialog.addEventListener('close', () => {
    for (const field of [add, take]) field.finish();
    const [put, gone] = [add.values(), take.values()];
    dialog.remove();
    opener?.focus();
    if (dialog.returnValue === 'do' && (put.length || gone.length))
      void change({ ...(put.length && { add_tags: put }), ...(gone.length && { remove_tags: gone }) });
  });
  document.body.append(dialog);
  dialog.showModal();
  add.input.focus();
}

/** A list that acts when one is chosen, and shows its name again. @param {string} id @param {string} name @param {string[][]} values @param {(value: string) => void} act */
function menu(id, name, values, act) {
  const select = el(
    'select',
    {
      id,
      'aria-label': name,
      onchange: () => {
        const { value } = select;
        select.value = '';
        act(value);
      },
    },
    el('option', { value: '' }, name),
    ...values.map(([value, label]) => el('option', { value }, label)),
  );
  return select;
}

/** @param {string} id @param {string} text @param {() => void} act */
const button = (id, text, act) => el('button', { type: 'button', id, onclick: act }, text);

/** @typedef {ReturnType<typeof createBulk>} Bulk */
