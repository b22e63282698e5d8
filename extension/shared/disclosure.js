/** @file What is shown on demand: a button, and behind it a part of the page that it unfolds; Escape folds it again. */

import { el, fill } from './dom.js';

/** @typedef {{button: HTMLButtonElement, panel: HTMLElement, toggle: (open: boolean, byHand?: boolean) => void}} Disclosure */

/**
 * @param {`button.${string}` | "button"} name
 * @param {string} id
 * @param {Set<string>} opened ids of all that is unfolded: kept by the view, so that what is open stays open when it is drawn anew
 * @param {{label: Child[], title?: string, panel: string, contents: () => Child[], toggled?: (open: boolean, button: HTMLButtonElement) => void}} shown
 * @returns {Disclosure}
 */
export function disclosure(name, id, opened, { label, title, panel: className, contents, toggled }) {
  // aria-controls takes a list of ids: this one must not hold a blank.
  const panel = el('div', { class: className, id: `panel-${id.replace(/\s+/g, '-')}`, hidden: true });
  const button = el(
    name,
    { type: 'button', id, title, 'aria-controls': panel.id, onclick: () => toggle(!opened.has(id), true) },
    ...label,
  );
  /** @param {boolean} open @param {boolean} [byHand] */
  const toggle = (open, byHand = false) => {
    if (open) opened.add(id);
    else opened.delete(id);
    fill(panel, ...(open ? contents() : []));
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    toggled?.(open, button);
    if (open && byHand) panel.scrollIntoView?.({ block: 'nearest' });
  };
  /** @param {KeyboardEvent} event */
  const escape = (event) => {
    if (event.key !== 'Escape' || !opened.has(id)) return;
    event.preventDefault(); // else the popup itself would close
    event.stopPropagation(); // one fold a press
    toggle(false);
    button.focus();
  };
  button.addEventListener('keydown', escape);
  panel.addEventListener('keydown', escape);
  toggle(opened.has(id));
  return { button, panel, toggle };
}
