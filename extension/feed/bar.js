/** @file The bar above the list: the search, the filters that are on, and "+ filter". */

import { ask } from '../background/service-client.js';
import { el, fill, keepingFocus } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { toggled, whole } from './address.js';
import { createFilterMenu } from './filter-menu.js';
import { filtersOn, unfiltered } from './filters.js';
import { narrowForm } from './narrow.js';
import { createSearchBox } from './search-box.js';

/** @typedef {import('./address.js').Asked} Asked */

const TYPING = 2_000; // ms: letters typed within are one step back

/**
 * @param {HTMLElement} place
 * @param {{go: (next: Asked, how?: "push" | "replace") => void}} acts
 */
export function createBar(place, { go }) {
  const view = {
    asked: whole('radar'),
    facets: /** @type {FeedFacets | null} */ (null), // the last that were counted: names stay known while they are counted anew
    counted: false,
    journals: /** @type {Map<string, string>} */ (new Map()),
    before: /** @type {Asked | null} */ (null), // what was shown before the search
    typed: 0,
  };
  const categories = () => view.facets?.categories.map(({ name }) => name) ?? [];
  const box = createSearchBox({ type: search, categories });
  const menu = createFilterMenu((kind, value) => go(toggled(view.asked, kind, value)));
  const narrow = narrowForm(
    () => view.asked.q,
    (q) => {
      close();
      search(q);
      box.focus();
    },
  );
  const panel = el('div.panel', { id: 'filter-panel', role: 'dialog', hidden: true });
  const button = el(
    'button.quiet',
    {
      type: 'button',
      id: 'add-filter',
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
      'aria-controls': panel.id,
      'aria-label': t('feedFilterAddLong'),
      onclick: () => (panel.hidden ? open() : close()),
    },
    '+ ',
    t('feedFilterAdd'),
  );
  const add = el('div.add', { onkeydown: escape, onfocusout: left }, button, panel);
  const on = el('div.on', { id: 'filters-on', role: 'group', 'aria-label': t('feedFilters'), hidden: true });
  fill(place, box.element, add, on);
  // A press beside it closes the panel; focus alone does not tell, as what is no control takes none.
  document.addEventListener('pointerdown', ({ target }) => {
    if (!panel.hidden && !add.contains(/** @type {Node} */ (target))) close();
  });

  /** What is typed is searched for over all; without a word, what was shown before is shown again. @param {string} q */
  function search(q) {
    const { asked } = view;
    const going = Date.now() - view.typed < TYPING;
    view.typed = Date.now();
    if (!asked.q && q) view.before = asked;
    const next = q ? { ...whole(asked.tab), q } : (view.before ?? whole(asked.tab));
    go(next, going && Boolean(asked.q && q) ? 'replace' : 'push');
  }

  function open() {
    const searching = Boolean(view.asked.q);
    panel.setAttribute('aria-label', t(searching ? 'feedFilterSearch' : 'feedFilters'));
    panel.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    fill(panel, searching ? narrow : menu.element);
    if (searching) return narrow.querySelector('input')?.focus();
    menu.begin();
    menu.focus();
    if (!view.journals.size) void nameJournals();
  }

  function close() {
    panel.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    fill(panel);
  }

  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    close();
    button.focus();
  }

  /** @param {FocusEvent} event */
  function left({ relatedTarget }) {
    if (relatedTarget && !add.contains(/** @type {Node} */ (relatedTarget))) close();
  }

  /** Journals have names of their own, which the counts do not tell. */
  async function nameJournals() {
    const state = await ask('GET', '/refresh').catch(() => null); // without it their short names stand
    for (const { source, name } of state?.sources ?? []) view.journals.set(source, name);
    if (state) show(view.asked, view.counted ? view.facets : null);
  }

  /** @param {Asked} asked @param {FeedFacets | null} facets null: being counted */
  function show(asked, facets) {
    // What was counted for another tab, or for a search, says nothing of this one.
    const other = asked.tab !== view.asked.tab;
    if (!panel.hidden && Boolean(asked.q) !== Boolean(view.asked.q)) close();
    view.asked = asked;
    view.facets = facets ?? view.facets;
    view.counted = facets !== null;
    box.show(asked.q);
    menu.show(asked, other ? facets : view.facets, view.journals);
    const chips = asked.q ? [] : filtersOn(asked, view);
    if (!view.journals.size && asked.sources.some((source) => source.startsWith('feed:'))) void nameJournals();
    keepingFocus(() =>
      fill(
        on,
        ...chips.map(({ kind, value, what, label, look }) =>
          el(
            'button',
            {
              type: 'button',
              class: `chip ${look}`,
              id: `on ${kind} ${value}`,
              'aria-label': t('feedFilterDrop', `${what} ${label}`.trim()),
              onclick: () => drop(kind, value),
            },
            what,
            what && ' ',
            el('b', null, label),
            el('span', { 'aria-hidden': 'true' }, '×'),
          ),
        ),
        chips.length > 1 && el('button.quiet', { type: 'button', id: 'drop-filters', onclick: () => (go(unfiltered(view.asked)), button.focus()) }, t('feedFilterDropAll')),
      ),
    );
    on.hidden = chips.length === 0;
  }

  /** The chip is gone then: the next one, or "+ filter", has the focus. @param {import('./address.js').FilterKind} kind @param {string} value */
  function drop(kind, value) {
    const at = [...on.children].findIndex(({ id }) => id === `on ${kind} ${value}`);
    go(toggled(view.asked, kind, value));
    if (on.contains(document.activeElement) && document.activeElement?.id.startsWith('on ')) return;
    const next = /** @type {HTMLElement | undefined} */ (on.children[Math.min(at, on.children.length - 1)]);
    (on.hidden || !next ? button : next).focus();
  }

  return { show, focusSearch: box.focus };
}
