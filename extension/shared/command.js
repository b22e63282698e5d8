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

/** @param {() => string | Promise<string>} text @param {string} [name] */
export function copyButton(text, name = t('copy')) {
  const button = el('button.quiet', { type: 'button', onclick: () => void copy() }, name);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await text());
      button.textContent = t('copied');
    } catch {
      button.textContent = t('copyFailed');
    }
    setTimeout(() => (button.textContent = name), 1_500);
  };
  return button;
}
