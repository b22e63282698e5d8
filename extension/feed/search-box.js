/** @file The search: a field that searches as one types, offers what may be meant, and says how to ask. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { EXAMPLES, offers, withExample } from './offers.js';
import { ripe } from './query.js';
import { forget, recent, remember } from './recent.js';

// ms of no typing before it is searched: a whole word finds better than its beginning, so one that is perhaps half typed
// has a moment to end
const PAUSE = 100;
const PAUSE_WITHIN = 250;
const LONGEST = 500;

/**
 * @param {object} acts
 * @param {(q: string) => void} acts.type the reader types: search for it, "" not at all
 * @param {() => string[]} acts.categories those known to have papers
 */
export function createSearchBox({ type, categories }) {
  /** @type {import('./offers.js').Followed[]} */
  let followed = [];
  /** @type {string[]} */
  let kept = [];
  /** @type {import('./offers.js').Offer[]} */
  let offered = [];
  let active = -1;
  let timer = 0;
  let shown = ''; // the query that the page shows
  let typing = false; // since it was entered, and nothing was taken or sent away

  const list = el('ul', {
    id: 'search-offered',
    role: 'listbox',
    'aria-label': t('feedSearchOffered'),
    // The field keeps the focus while an option is pressed.
    onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
  });
  const clearRecent = el('button.link', { type: 'button', id: 'forget-searches', onclick: () => void forgetAll() }, t('feedSearchForget'));
  const foot = el('div.foot', null, clearRecent);
  const panel = el('div.offered', { hidden: true }, list, foot);
  const input = el('input', {
    id: 'search',
    type: 'search',
    role: 'combobox',
    maxlength: LONGEST,
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    placeholder: t('feedSearch'),
    'aria-label': t('feedSearch'),
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
    // A word half written by an input method is no word to look for.
    oninput: (/** @type {InputEvent} */ event) => event.isComposing || typed(),
    oncompositionend: () => typed(),
    onkeydown: pressed,
    onfocus: () => void learn(),
    onclick: () => panel.hidden && offer(),
  });
  const how = el('button.quiet.how', { type: 'button', id: 'search-how', title: t('feedSearchHow'), 'aria-label': t('feedSearchHow'), onclick: showHow }, '?');
  const element = el('div.search', { role: 'search', onfocusout: left }, input, how, panel);

  /** What is offered is asked for as the field is entered: the radar may have changed meanwhile. */
  async function learn() {
    kept = await recent();
    if (!input.value.trim() && document.activeElement === input) offer();
    const answer = await ask('GET', '/radar').catch(() => null); // without the service there is nothing to offer
    if (!answer) return;
    followed = answer.entries.filter((/** @type {Entry} */ entry) => !entry.negative);
    if (!panel.hidden || typing) offer();
  }

  function typed() {
    clearTimeout(timer);
    timer = Number(setTimeout(search, /[^\s"”」]$/.test(input.value) ? PAUSE_WITHIN : PAUSE));
    typing = true;
    offer();
  }

  function search() {
    clearTimeout(timer);
    const q = ripe(input.value);
    if (q === shown) return;
    shown = q;
    type(q);
  }

  /** @param {FocusEvent} event */
  function left({ relatedTarget }) {
    if (element.contains(/** @type {Node | null} */ (relatedTarget))) return;
    close();
    void remember(ripe(input.value));
  }

  async function forgetAll() {
    await forget();
    kept = [];
    input.focus();
    offer();
  }

  function offer() {
    const caret = input.selectionStart ?? input.value.length;
    offered = offers(input.value, caret, { followed, categories: categories(), recent: kept });
    choose(-1);
  }

  function close() {
    typing = false;
    offered = [];
    choose(-1);
  }

  /** @param {number} place -1: none, what is typed counts */
  function choose(place) {
    active = place;
    fill(
      list,
      ...offered.map(({ kind, label, hint, look }, at) =>
        el(
          'li',
          { id: `search-option-${at}`, role: 'option', class: kind, 'aria-selected': String(at === active), onclick: () => take(at) },
          look ? el('span', { class: `chip ${look}` }, hint, ' ', el('b', null, label)) : el('span.label', null, label),
          !look && hint && el('small', null, hint),
        ),
      ),
    );
    foot.hidden = !offered.some(({ kind }) => kind === 'recent');
    panel.hidden = offered.length === 0;
    input.setAttribute('aria-expanded', String(!panel.hidden));
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `search-option-${active}`);
    list.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }

  /** @param {number} place */
  function take(place) {
    const { q, caret, done } = offered[place] ?? { q: input.value, caret: input.value.length, done: true };
    input.value = q;
    input.focus();
    input.setSelectionRange?.(caret, caret);
    if (!done) return offer();
    close();
    search();
    void remember(ripe(q));
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.isComposing) return; // Enter ends a word of an input method
    const mine = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && (offered.length || event.altKey)) {
      mine();
      if (!offered.length) return offer();
      // Round over "none": what was typed can be gone back to.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      return choose(((active + 1 + step + offered.length + 1) % (offered.length + 1)) - 1);
    }
    if (event.key === 'Enter') {
      mine();
      return take(active);
    }
    if (event.key === 'Escape' && !panel.hidden) {
      mine();
      close();
    }
  }

  function showHow() {
    const dialog = el(
      'dialog.how',
      { 'aria-label': t('feedSearchHow') },
      el('h2', null, t('feedSearchHow')),
      el(
        'dl',
        null,
        ...EXAMPLES.flatMap(([example, name]) => [
          el('dt', null, el('button.link', { type: 'button', onclick: () => attempt(example) }, example)),
          el('dd', null, t(name)),
        ]),
      ),
      el('p.muted', null, t('feedSearchHowLead')),
      el('form', { method: 'dialog' }, el('button', { type: 'submit' }, t('close'))),
    );
    /** @param {string} example */
    const attempt = (example) => {
      dialog.close();
      input.value = withExample(input.value, example);
      input.focus();
      search();
    };
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  return {
    element,
    /** The page shows this query now. @param {string} q */
    show(q) {
      // Told of what was typed here before, the field is further by now.
      if (ripe(q) === shown) return;
      clearTimeout(timer);
      shown = ripe(q);
      input.value = q;
    },
    focus() {
      input.focus();
      input.select();
    },
  };
}
