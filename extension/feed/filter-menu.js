/** @file "+ filter": what the list can be narrowed by, with how many papers each would leave, found by its name. */

import { el, fill, keepingFocus } from '../shared/dom.js';
import { number, plural, t } from '../shared/i18n.js';
import { folded } from '../shared/marked-words.js';
import { groups, steady } from './filters.js';

const FIRST = 6; // choices of a group before the rest is unfolded
const MOST = 60; // choices of a group that a name can find
const MANY = 12; // from so many choices on, one is looked for by its name
const NAMES = /** @type {Record<string, string>} */ ({
  author: 'feedFilterGroup_author',
  topic: 'feedFilterGroup_topic',
  category: 'feedFilterGroup_category',
  source: 'feedFilterGroup_source',
  switches: 'feedFilterGroup_switches',
  gone: 'feedFilterGone',
});

/** @param {(kind: import('./address.js').FilterKind, value: string) => void} toggle */
export function createFilterMenu(toggle) {
  /** @type {Set<string>} groups that are unfolded */
  const whole = new Set();
  /** The order in which each group's choices stood when the menu was opened: what is ticked moves no other. @type {Map<string, string[]>} */
  const order = new Map();
  const narrow = el('input', {
    id: 'filter-narrow',
    type: 'search',
    maxlength: 100,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: t('feedFilterNarrow'),
    'aria-label': t('feedFilterNarrow'),
    oninput: () => draw(),
  });
  const place = el('div.groups', null);
  const element = el('div.filter-menu', { onkeydown: walk }, narrow, place);
  /** @type {{asked: import('./address.js').Asked, facets: FeedFacets, journals: Map<string, string>} | null} */
  let shown = null;

  function draw() {
    if (!shown) return fill(place, el('p.muted', null, t('feedFilterWait')));
    const { asked, facets, journals } = shown;
    const all = groups(asked, facets, journals).map(({ name, choices }) => {
      const stand = steady(choices, order.get(name) ?? []);
      order.set(name, stand.map(({ kind, value }) => `${kind} ${value}`));
      return { name, choices: stand };
    });
    const count = all.reduce((sum, { choices }) => sum + choices.length, 0);
    const held = document.activeElement === narrow;
    narrow.hidden = count < MANY && !narrow.value;
    const wanted = folded(narrow.value.trim());
    const fits = ({ label = '' }) => !wanted || folded(label).includes(wanted);
    const found = all
      .map(({ name, choices }) => ({ name, choices: choices.filter(fits) }))
      .filter(({ choices }) => choices.length);
    const drawn = found.map(({ name, choices }) => group(name, choices, Boolean(wanted)));
    keepingFocus(() =>
      fill(place, ...drawn, !drawn.length && el('p.muted', null, t(wanted ? 'feedFilterNone' : 'feedFilterNothing'))),
    );
    if (held && narrow.hidden) focus(); // it was counted meanwhile: there are too few to look for one
  }

  function focus() {
    const first = narrow.hidden ? place.querySelector('input:not(:disabled)') : narrow;
    /** @type {HTMLElement | null} */ (first)?.focus();
  }

  /** @param {string} name @param {import('./filters.js').Choice[]} choices @param {boolean} narrowed */
  function group(name, choices, narrowed) {
    const most = narrowed || whole.has(name) ? MOST : FIRST;
    const there = choices.filter(({ on }, at) => on || at < most);
    const rest = choices.length - there.length;
    const unfold = () => {
      whole.add(name);
      draw();
      // The first of those that were folded.
      /** @type {HTMLElement | undefined} */ (place.querySelectorAll(`[data-group="${name}"] input`)[there.length])?.focus();
    };
    return el(
      'fieldset',
      { 'data-group': name },
      el('legend', null, t(NAMES[name] ?? name)),
      ...there.map(choice),
      rest > 0 &&
        (most === FIRST
          ? el('button.link', { type: 'button', id: `more-${name}`, onclick: unfold }, plural('feedFilterMore', rest))
          : el('small.muted', null, plural('feedFilterMore', rest))),
    );
  }

  /** @param {import('./filters.js').Choice} choice */
  const choice = ({ kind, value, label, count, on }) => {
    const box = el('input', {
      type: 'checkbox',
      id: `choose ${kind} ${value}`,
      'aria-label': plural('feedFilterCount', count, label),
      disabled: count === 0 && !on,
      onchange: () => toggle(kind, value),
    });
    box.checked = on;
    return el('label', { class: count === 0 && !on ? 'none' : null }, box, el('span', null, label), el('small', { 'aria-hidden': 'true' }, number(count)));
  };

  /** Arrows walk the choices; Tab leaves by way of each, as it does in any form. @param {KeyboardEvent} event */
  function walk(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const all = /** @type {HTMLElement[]} */ ([...element.querySelectorAll('input:not([hidden], :disabled), button')]);
    const next = all[all.indexOf(/** @type {HTMLElement} */ (event.target)) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return {
    element,
    /** As the menu is opened: counted anew, in the order of the counts, nothing typed. */
    begin() {
      order.clear();
      whole.clear();
      narrow.value = '';
      draw();
    },
    /** @param {import('./address.js').Asked} asked @param {FeedFacets | null} facets null: being counted @param {Map<string, string>} journals */
    show(asked, facets, journals) {
      shown = facets && { asked, facets, journals };
      if (element.isConnected) draw();
    },
    focus,
  };
}
