/** @file The tabs below the page's paper; arrow keys walk them, as in any tab list. */

import { el } from '../shared/dom.js';
import { number, t } from '../shared/i18n.js';
import { onRadar } from './listing.js';

/** @typedef {{name: string, label: string, count?: number}} Tab */

/** Those that a page has. @param {MatchAnswer} answer @param {import('./views.js').View} view @returns {Tab[]} */
export function tabsOf({ page, papers, counts }, view) {
  const library = { name: 'library', label: t('library'), count: counts.library };
  const brief = { name: 'brief', label: t('brief') };
  if (page.kind === 'listing')
    return [{ name: 'page', label: t('onRadar'), count: onRadar(papers).length }, ...(view.briefOf ? [brief] : []), library];
  if (page.kind === 'other') return [{ name: 'page', label: t('save') }, library];
  return [
    { name: 'related', label: t('related'), ...(view.related && { count: view.related.total }) },
    brief,
    library,
  ];
}

/**
 * @param {Tab[]} tabs
 * @param {string} chosen
 * @param {(name: string) => void} choose
 */
export function tabButtons(tabs, chosen, choose) {
  /** @param {KeyboardEvent} event */
  const arrow = (event) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!by) return;
    const next = tabs[(tabs.findIndex(({ name }) => name === chosen) + by + tabs.length) % tabs.length];
    if (next) choose(next.name);
    document.getElementById(`tab-${next?.name}`)?.focus();
  };
  return tabs.map(({ name, label, count }) =>
    el(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'aria-selected': String(name === chosen),
        'aria-controls': 'pane',
        tabindex: name === chosen ? 0 : -1,
        onclick: () => choose(name),
        onkeydown: arrow,
      },
      label,
      count === undefined ? null : ' ',
      count === undefined ? null : el('span.kicker', null, number(count)),
    ),
  );
}
