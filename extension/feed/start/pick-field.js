/** @file A field for several names or phrases: a chip each, Enter adds, a pasted list becomes many, Backspace takes the last. */

import { el, fill } from '../../shared/dom.js';
import { t } from '../../shared/i18n.js';

/**
 * @param {object} how
 * @param {string} how.id of the field, for its label
 * @param {string} how.placeholder
 * @param {(text: string) => string[]} how.split
 * @param {(values: string[]) => void} how.add
 * @param {(value: string) => void} how.drop
 */
export function pickField({ id, placeholder, split, add, drop }) {
  let values = /** @type {string[]} */ ([]);
  const chips = el('span.chips', null);
  const input = el('input', {
    id,
    placeholder,
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 5_000,
    onkeydown: pressed,
    onpaste: pasted,
    onblur: () => take(input.value),
  });
  const element = el('div.tags', { onclick: clicked }, chips, input);

  /** @param {MouseEvent} event */
  function clicked(event) {
    if (event.target === element || event.target === chips) input.focus();
  }

  /** @param {string} text */
  function take(text) {
    const found = split(text);
    input.value = '';
    if (found.length) add(found);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.isComposing) return; // Enter ends a word of an input method
    if (event.key === 'Enter') {
      event.preventDefault();
      take(input.value);
    }
    const last = values.at(-1);
    if (event.key === 'Backspace' && !input.value && last) drop(last);
  }

  /** A list becomes chips at once; a single name may yet be changed. @param {ClipboardEvent} event */
  function pasted(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\r\n]/.test(text.trim()) && split(text).length < 2) return;
    event.preventDefault();
    take(`${input.value}\n${text}`);
  }

  /** @param {string} value */
  function remove(value) {
    drop(value);
    input.focus();
  }

  return {
    element,
    input,
    /** What is typed still is meant, too. */
    finish: () => take(input.value),
    /** @param {{value: string, told?: string, waits?: boolean}[]} chosen */
    show(chosen) {
      values = chosen.map(({ value }) => value);
      fill(
        chips,
        ...chosen.map(({ value, told, waits }) =>
          el(
            'span.chip',
            { class: waits ? 'chip waits' : 'chip', title: told, 'aria-busy': waits ? 'true' : null },
            value,
            el('button', { type: 'button', 'aria-label': t('removeThis', value), onclick: () => remove(value) }, '×'),
          ),
        ),
      );
    },
  };
}
