/** @file The interface's language: the browser's, or the one chosen here. */

import { writeLocal, readLocal } from '../shared/browser.js';
import { el, fill } from '../shared/dom.js';
import { loadLanguage, t } from '../shared/i18n.js';

const CHOICES = /** @type {const} */ ([
  ['auto', ''],
  ['en', 'English'],
  ['zh_CN', '简体中文'],
]);

/** @param {HTMLElement} body @param {Page} page */
export async function language(body, { again }) {
  const now = (await readLocal('language')) ?? 'auto';
  const select = el(
    'select',
    { id: 'language-choice', 'aria-label': t('options_language') },
    ...CHOICES.map(([value, name]) => el('option', { value, selected: value === now }, name || t('browserLanguage'))),
  );
  select.addEventListener('change', async () => {
    const choice = /** @type {import('../shared/i18n.js').Choice} */ (select.value);
    await writeLocal({ language: choice });
    await loadLanguage(choice);
    await again();
    document.getElementById('language')?.scrollIntoView();
    /** @type {HTMLElement | null} */ (document.getElementById('language-choice'))?.focus();
  });
  fill(body, el('div.field.narrow', null, select));
}
