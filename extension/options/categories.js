/** @file Which arXiv categories the service fetches: all that it knows, searchable. */

import { ask } from '../background/service-client.js';
import { el, fill, keepingFocus } from '../shared/dom.js';
import { inOurs, plural, t } from '../shared/i18n.js';
import { failed } from './failed.js';

/** @typedef {{en: string, zh: string}} Name */
/** @typedef {{name: Name, categories: {id: string, name: Name}[]}} Group */

/** @param {HTMLElement} body @param {Page} page */
export async function categories(body, { toast, again }) {
  let chosen = /** @type {string[]} */ ([]);
  let groups = /** @type {Group[]} */ ([]);
  const picked = el('div.picked', { 'aria-live': 'polite' });
  const list = el('div', null);
  const search = el('input', {
    type: 'search',
    id: 'category-search',
    placeholder: t('searchCategories'),
    'aria-label': t('searchCategories'),
  });

  /** @param {string[]} wanted */
  const choose = async (wanted) => {
    const before = chosen;
    try {
      ({ categories: chosen } = await ask('PATCH', '/settings', { categories: wanted }));
      toast.say(t('categoriesKept'), () => void choose(before));
    } catch (error) {
      toast.fail(error);
    }
    keepingFocus(draw);
  };

  /** @param {string} id @param {boolean} on */
  const toggle = (id, on) => void choose(on ? [...chosen, id] : chosen.filter((one) => one !== id));

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

  const draw = () => {
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
            'div.choices',
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
  };

  search.addEventListener('input', draw);
  try {
    [{ groups }, { categories: chosen }] = await Promise.all([ask('GET', '/categories'), ask('GET', '/settings')]);
    fill(body, picked, search, list);
    draw();
  } catch (error) {
    fill(body, failed(error, again));
  }
}
