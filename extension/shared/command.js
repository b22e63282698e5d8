/** @file A command to type into a terminal, with a button that copies it; and that button for any text. */

import { el } from './dom.js';
import { t } from './i18n.js';

/** @param {string} text */
export const command = (text) =>
  el(
    'code.command',
    null,
    el('span', null, text),
    copyButton(() => text),
  );

/** @param {() => string} text */
export function copyButton(text) {
  const button = el('button.quiet', { type: 'button', onclick: () => void copy() }, t('copy'));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = t('copied');
    } catch {
      button.textContent = t('copyFailed');
    }
    setTimeout(() => (button.textContent = t('copy')), 1_500);
  };
  return button;
}
