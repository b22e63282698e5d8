/** @file The catalogue of journals: searched by name or publisher, by field, and ticked. */

import { el, fill } from '../shared/dom.js';
import { inOurs, plural, t } from '../shared/i18n.js';

/**
 * @typedef {import('./journals.js').Journal} Journal
 * @typedef {import('./journals.js').Feeds} Feeds
 */

/** Lines are made once and then only hidden or ticked: what is typed finds at once, and the focus stays. @param {(journal: Journal, on: boolean) => void} choose */
export function catalogue(choose) {
  const search = el('input', {
    type: 'search',
    id: 'journal-search',
    placeholder: t('searchJournals'),
    'aria-label': t('searchJournals'),
  });
  const field = el('select', { id: 'journal-field', 'aria-label': t('journalField') });
  const none = el('p.muted', { hidden: true }, t('noSuchJournal'));
  const found = el('span.muted', { 'aria-live': 'polite' });
  const list = el('div.listed-choices.scrolls', { role: 'group', 'aria-label': t('journalsOffered') });
  /** @type {{journal: Journal, line: HTMLElement, box: HTMLInputElement, words: string}[]} */
  let lines = [];

  const filter = () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/);
    let shown = 0;
    for (const { journal, line, words } of lines) {
      const fits = (!field.value || journal.field === field.value) && wanted.every((word) => words.includes(word));
      line.hidden = !fits;
      if (fits) shown++;
    }
    none.hidden = shown > 0;
    list.hidden = shown === 0;
    fill(found, plural('journalsFound', shown));
  };

  /** @param {Journal} journal */
  const made = (journal) => {
    const box = el('input', {
      type: 'checkbox',
      id: `pick ${journal.id}`,
      onchange: () => choose(journal, box.checked),
    });
    // A publisher that says no more than the name is left out.
    const by = journal.publisher === journal.name ? '' : journal.publisher;
    const line = el('label', null, box, el('span', null, journal.name, ' ', el('small', null, by)));
    return { journal, line, box, words: `${journal.name} ${journal.publisher}`.toLowerCase() };
  };

  /** @param {Feeds} feeds */
  const show = ({ catalogue: journals, fields }) => {
    if (lines.length === 0) {
      lines = journals.map(made);
      fill(list, ...lines.map(({ line }) => line));
      const options = fields.map((one) => el('option', { value: one.id }, inOurs(one.name)));
      fill(field, el('option', { value: '' }, t('allFields')), ...options);
      filter();
    }
    const chosen = new Set(journals.filter((one) => one.chosen).map(({ id }) => id));
    for (const { journal, box } of lines) box.checked = chosen.has(journal.id);
  };

  search.addEventListener('input', filter);
  field.addEventListener('change', filter);
  const element = el('div.catalogue', null, el('div.row', null, search, field, found), list, none);
  return { element, search, show };
}
