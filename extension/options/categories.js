/** @file Which arXiv categories the service fetches: the whole taxonomy, searchable. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { told } from '../shared/troubles.js';
import { GROUPS } from './taxonomy.js';

/** @param {HTMLElement} body @param {import('./index.js').Page} page */
export async function categories(body, { toast }) {
  let chosen = /** @type {string[]} */ ([]);
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
    draw();
  };

  /** @param {string} id @param {boolean} on */
  const toggle = (id, on) => void choose(on ? [...chosen, id] : chosen.filter((one) => one !== id));

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
      ...GROUPS.map(([group, members]) => {
        const shown = members.filter(([id, name]) => `${id} ${name}`.toLowerCase().includes(wanted));
        if (shown.length === 0) return null;
        const count = members.filter(([id]) => chosen.includes(id)).length;
        return el(
          'details.archive',
          { id: `group ${group}`, open: wanted !== '' || open.has(`group ${group}`) },
          el('summary', null, group, el('span', null, count ? plural('chosenOf', count) : '')),
          el(
            'div.choices',
            null,
            ...shown.map(([id, name]) =>
              el(
                'label',
                null,
                el('input', {
                  type: 'checkbox',
                  checked: chosen.includes(id),
                  onchange: (/** @type {any} */ event) => toggle(id, event.target.checked),
                }),
                el('span', null, name, ' ', el('code', null, id)),
              ),
            ),
          ),
        );
      }),
    );
  };

  search.addEventListener('input', draw);
  fill(body, picked, search, list);
  try {
    ({ categories: chosen } = await ask('GET', '/settings'));
    draw();
  } catch (error) {
    fill(body, el('p.muted', null, told(error).title));
  }
}

/** @param {string} id */
const nameOf = (id) => GROUPS.flatMap(([, members]) => members).find(([one]) => one === id)?.[1] ?? id;
