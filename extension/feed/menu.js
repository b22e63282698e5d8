/** @file A menu that opens at a button: walked by arrows, left by Escape, a click elsewhere or Tab. */

import { el } from '../shared/dom.js';

const EDGE = 8; // px kept free at the edges of the view

/** @typedef {{name: string, act: () => void, key?: string, note?: string}} Entry `key` that does the same, shown beside it */

/**
 * @param {HTMLElement} anchor
 * @param {string} name
 * @param {(Entry | false | null | undefined)[]} entries
 */
export function openMenu(anchor, name, entries) {
  let chosen = false;
  const items = entries.filter((entry) => !!entry).map((entry) =>
    el(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        tabindex: -1,
        'aria-keyshortcuts': entry.key ?? null,
        onclick: () => {
          chosen = true;
          close();
          entry.act();
        },
      },
      el('span', null, entry.name, entry.note && el('small', null, entry.note)),
      entry.key && el('kbd', { 'aria-hidden': 'true' }, entry.key),
    ),
  );
  const menu = el('div.menu', { role: 'menu', 'aria-label': name, popover: 'auto' }, ...items);

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    event.stopPropagation(); // keys are the menu's while it is open
    const now = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const places = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 };
    const to = places[/** @type {keyof typeof places} */ (event.key)];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  }

  function close() {
    menu.hidePopover?.();
    menu.remove();
    anchor.setAttribute('aria-expanded', 'false');
    // What the menu's button stood in may have been drawn anew; what was chosen has the say where the focus goes.
    const opener = anchor.isConnected ? anchor : document.getElementById(anchor.id);
    if (!chosen || document.activeElement === document.body) opener?.focus({ preventScroll: true });
  }

  menu.addEventListener('keydown', keyed);
  menu.addEventListener('toggle', (event) => {
    const { newState } = /** @type {ToggleEvent} */ (event);
    if (newState === 'closed' && menu.isConnected) {
      anchor.setAttribute('aria-expanded', 'false');
      menu.remove();
    }
  });
  (document.querySelector('main') ?? document.body).append(menu); // of a landmark, as everything is
  menu.showPopover?.();
  place(menu, anchor);
  anchor.setAttribute('aria-expanded', 'true');
  items[0]?.focus({ preventScroll: true });
}

/** Below the anchor, or above it where there is more room; it scrolls with the page. @param {HTMLElement} menu @param {HTMLElement} anchor */
function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const view = document.documentElement;
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + 4 + height <= view.clientHeight - EDGE || at.top < height;
  const left = Math.max(EDGE, Math.min(at.left, view.clientWidth - width - EDGE));
  menu.style.left = `${left + view.scrollLeft}px`;
  menu.style.top = `${(below ? at.bottom + 4 : at.top - 4 - height) + view.scrollTop}px`;
}
