/** @file Tags: a chip each, and a field that completes the one being typed: arrows choose, Enter or a comma adds, Backspace takes the last away. */

import { el, fill } from './dom.js';
import { t } from './i18n.js';

const PAUSE = 120; // ms of no typing before completions are asked for
const MOST = 6; // completions at once
const BETWEEN = /[,;，；、\n]+/;

/** @typedef {{tag: string, count: number}} Offered */

/**
 * @param {object} how
 * @param {string} how.id of the field, for its label
 * @param {string[]} [how.tags] those there are
 * @param {(prefix: string) => Promise<Offered[]>} how.complete tags that begin so, the most used first; may fail
 * @param {() => void} [how.changed]
 */
export function tagField({ id, tags: given = [], complete, changed = () => {} }) {
  let tags = [...given];
  /** @type {Offered[]} */
  let offered = [];
  let active = -1;
  let newest = 0;
  let timer = 0;
  const list = el('ul', {
    id: `${id}-offered`,
    role: 'listbox',
    'aria-label': t('tagsOffered'),
    hidden: true,
    // The field keeps the focus while an option is pressed.
    onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
  });
  const input = el('input', {
    id,
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 100,
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    oninput: typed,
    onkeydown: pressed,
    onblur: () => {
      take(input.value);
      close();
    },
  });
  const chips = el('span.chips', null);
  const element = el('div.tags', { onclick: clicked }, chips, input, list);

  /** @param {MouseEvent} event */
  function clicked(event) {
    if (event.target === element || event.target === chips) input.focus();
  }

  function draw() {
    fill(
      chips,
      ...tags.map((tag) =>
        el(
          'span.chip.category',
          null,
          el('b', null, tag),
          el('button', { type: 'button', 'aria-label': t('removeTag', tag), onclick: () => remove(tag) }, '×'),
        ),
      ),
    );
    input.placeholder = tags.length ? '' : t('tagsPlaceholder');
  }

  /** @param {string} text one tag, or several with commas between */
  function take(text) {
    const before = tags.length;
    for (const part of text.split(BETWEEN)) {
      const tag = part.replace(/\s+/g, ' ').trim().slice(0, 100);
      if (tag && !tags.some((one) => one.toLowerCase() === tag.toLowerCase())) tags.push(tag);
    }
    input.value = '';
    if (tags.length === before) return;
    draw();
    changed();
  }

  /** @param {string} tag */
  function remove(tag) {
    tags = tags.filter((one) => one !== tag);
    draw();
    input.focus();
    changed();
  }

  function typed() {
    const parts = input.value.split(BETWEEN);
    if (parts.length > 1) {
      const rest = parts.pop() ?? '';
      take(parts.join(','));
      input.value = rest;
    }
    clearTimeout(timer);
    if (!input.value.trim()) return close();
    timer = Number(setTimeout(() => void offer(), PAUSE));
  }

  async function offer() {
    const turn = ++newest;
    const found = await complete(input.value.trim()).catch(() => []); // without the service tags are typed in full
    if (turn !== newest) return; // typed on meanwhile
    offered = found.filter(({ tag }) => !tags.includes(tag)).slice(0, MOST);
    choose(-1);
  }

  function close() {
    newest++;
    clearTimeout(timer);
    offered = [];
    choose(-1);
  }

  /** @param {number} place -1: none, what is typed counts */
  function choose(place) {
    active = place;
    fill(
      list,
      ...offered.map(({ tag, count }, at) =>
        el(
          'li',
          {
            id: `${id}-option-${at}`,
            role: 'option',
            'aria-selected': String(at === active),
            onclick: () => {
              take(tag);
              close();
            },
          },
          el('span', null, tag),
          el('small', { 'aria-hidden': 'true' }, count),
        ),
      ),
    );
    list.hidden = offered.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `${id}-option-${active}`);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.isComposing) return; // Enter ends a word of an input method
    const chosen = offered[active]?.tag;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (offered.length === 0) return void offer();
      // Round over "none": what was typed can be gone back to.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      return choose(((active + 1 + step + offered.length + 1) % (offered.length + 1)) - 1);
    }
    if (event.key === 'Enter' && (chosen || input.value.trim())) {
      event.preventDefault(); // the next one sends the form
      take(chosen ?? input.value);
      return close();
    }
    if (event.key === 'Tab' && chosen) {
      take(chosen);
      return close();
    }
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault(); // else the popup itself would close
      event.stopPropagation();
      return close();
    }
    const last = tags.at(-1);
    if (event.key === 'Backspace' && !input.value && last) remove(last);
  }

  draw();
  close();
  return {
    element,
    input,
    values: () => [...tags],
    /** What is being typed is a tag, too: the form is sent. */
    finish: () => take(input.value),
  };
}
