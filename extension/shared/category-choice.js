/** @file arXiv's categories to choose from: those chosen as buttons that take them away, all others by group, searchable. */

import { el, fill } from './dom.js';
import { inOurs, plural, t } from './i18n.js';

/** @typedef {{en: string, zh: string}} Name */
/** @typedef {{name: Name, categories: {id: string, name: Name}[]}} Group */

/** @param {Group[]} groups @param {(wanted: string[]) => void} choose */
export function categoryChoice(groups, choose) {
  let chosen = /** @type {string[]} */ ([]);
  const picked = el('div.picked-names', { 'aria-live': 'polite' });
  const list = el('div', null);
  const search = el('input', {
    type: 'search',
    id: 'category-search',
    placeholder: t('searchCategories'),
    'aria-label': t('searchCategories'),
    oninput: draw,
  });

  /** @param {string} id @param {boolean} on */
  const toggle = (id, on) => choose(on ? [...chosen, id] : chosen.filter((one) => one !== id));

  /** @param {string} id */
  const nameOf = (id) => {
    const known = groups.flatMap((group) => group.categories).find((one) => one.id === id);
    return known ? inOurs(known.name) : id;
  };

  const drawPicked = () =>
    fill(
      picked,
      ...chosen.map((id) =>
        el(
          'button',
          { type: 'button', 'aria-label': t('removeThis', id), title: nameOf(id), onclick: () => toggle(id, false) },
          `${id} ×`,
        ),
      ),
      chosen.length === 0 && el('span.muted', null, t('noCategories')),
    );

  function draw() {
    drawPicked();
    const wanted = search.value.trim().toLowerCase();
    const open = new Set([...list.querySelectorAll('details[open]')].map((details) => details.id));
    fill(
      list,
      ...groups.map(({ name: group, categories: members }) => {
        // Whoever reads Chinese may well search for arXiv's own name.
        const shown = members.filter(({ id, name }) =>
          `${id} ${name.en} ${name.zh}`.toLowerCase().includes(wanted),
        );
        if (shown.length === 0) return null;
        const count = members.filter(({ id }) => chosen.includes(id)).length;
        return el(
          'details.archive',
          { id: `group ${group.en}`, open: wanted !== '' || open.has(`group ${group.en}`) },
          el('summary', null, inOurs(group), el('span', null, count ? plural('chosenOf', count) : '')),
          el(
            'div.listed-choices',
            null,
            ...shown.map(({ id, name }) =>
              el(
                'label',
                null,
                el('input', {
                  type: 'checkbox',
                  id: `category ${id}`,
                  checked: chosen.includes(id),
                  onchange: (/** @type {any} */ event) => toggle(id, event.target.checked),
                }),
                el('span', null, inOurs(name), ' ', el('code', null, id)),
              ),
            ),
          ),
        );
      }),
    );
  }

  return {
    picked,
    search,
    list,
    nameOf,
    /** @param {string[]} now those chosen */
    show(now) {
      chosen = now;
      draw();
    },
  };
}
