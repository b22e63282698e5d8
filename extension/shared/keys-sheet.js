/** @file A sheet over the page that says what each key does. */

import { el } from './dom.js';
import { t } from './i18n.js';

/** @param {readonly (readonly [string, string])[]} keys each with the name of its string */
export function showKeys(keys) {
  const dialog = el(
    'dialog',
    { 'aria-label': t('keys') },
    el('h2', null, t('keys')),
    el('dl', null, ...keys.flatMap(([key, name]) => [el('dt', null, el('kbd', null, key)), el('dd', null, t(name))])),
    el('form', { method: 'dialog' }, el('button', { type: 'submit' }, t('close'))),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
