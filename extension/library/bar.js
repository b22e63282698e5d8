/** @file The bar above the list: the search, the order, and the filters that are on. */

import { el, fill, keepingFocus } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { SORTS } from './address.js';
import { filtersOn } from './filters.js';

/** @type {Record<string, string>} */
const SORT_NAMES = {
  saved: 'libSortSaved',
  updated: 'libSortUpdated',
  published: 'libSortPublished',
  title: 'fieldName_title',
  author: 'libSortAuthor',
  stars: 'fieldName_stars',
};

/**
 * @param {HTMLElement} place
 * @param {{type: (q: string) => void, sort: (sort: string) => void, drop: (kind: string, value: string) => void}} acts
 */
export function createBar(place, { type, sort, drop }) {
  const search = el('input', {
    id: 'search',
    type: 'search',
    maxlength: 500,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: t('libSearch'),
    'aria-label': t('searchLibrary'),
    // A word half written by an input method is no word to look for.
    oninput: (/** @type {InputEvent} */ event) => event.isComposing || type(search.value),
    oncompositionend: () => type(search.value),
  });
  const order = el(
    'select',
    { id: 'sort', 'aria-label': t('libSort'), onchange: () => sort(direction() + order.value) },
    ...SORTS.map((name) => el('option', { value: name }, t(SORT_NAMES[name] ?? name))),
  );
  const turn = el('button.quiet', {
    type: 'button',
    id: 'turn',
    title: t('libTurn'),
    'aria-label': t('libTurn'),
    onclick: () => sort((direction() ? '' : '-') + order.value),
  });
  const direction = () => (turn.getAttribute('aria-pressed') === 'true' ? '-' : '');
  const on = el('div.on', null);
  fill(place, search, el('div.order', null, order, turn), on);

  /** @param {import('./address.js').Asked} asked */
  function show(asked) {
    if (search.value.trim() !== asked.q.trim()) search.value = asked.q;
    order.value = asked.sort.replace('-', '');
    turn.setAttribute('aria-pressed', String(asked.sort.startsWith('-')));
    turn.textContent = asked.sort.startsWith('-') ? '↑' : '↓';
    const chips = filtersOn(asked).map(({ kind, value, label }) =>
      el(
        'button.chip',
        {
          type: 'button',
          id: `on ${kind} ${value}`,
          'aria-label': t('libDropFilter', label),
          onclick: () => drop(kind, value),
        },
        el('b', null, label),
        el('span', { 'aria-hidden': 'true' }, '×'),
      ),
    );
    keepingFocus(() => fill(on, ...chips));
    on.hidden = chips.length === 0;
  }

  return { show };
}
