/** @file What may be followed, as buttons that are pressed once it is: suggestions with the number of papers behind each. */

import { el, fill, keepingFocus } from '../../shared/dom.js';
import { number, plural, t } from '../../shared/i18n.js';

const FEW = 8;

/**
 * @param {object} how
 * @param {string} how.id
 * @param {string} how.label of the group
 * @param {() => import('./chosen.js').Offered[]} how.offered
 * @param {(value: string) => boolean} how.has
 * @param {(one: import('./chosen.js').Offered, on: boolean) => void} how.pick
 * @param {(value: string) => string} [how.nameOf] beside the value
 */
export function offers({ id, label, offered, has, pick, nameOf }) {
  let all = false;
  const element = el('div.offers', { id, role: 'group', 'aria-label': label });

  function draw() {
    const every = offered();
    const shown = all ? every : every.slice(0, FEW);
    element.hidden = every.length === 0;
    fill(
      element,
      ...shown.map((one) => {
        const on = has(one.value);
        const told = [nameOf?.(one.value), plural('startPapers', one.papers), one.why].filter(Boolean).join(' · ');
        return el(
          'button.offer',
          {
            type: 'button',
            id: `${id} ${one.value}`,
            'aria-pressed': String(on),
            title: told,
            onclick: () => pick(one, !on),
          },
          el('span', { 'aria-hidden': 'true' }, on ? '✓' : '+'),
          one.value,
          one.papers > 1 && el('small', { 'aria-hidden': 'true' }, number(one.papers)),
        );
      }),
      every.length > shown.length &&
        el('button.quiet', { type: 'button', id: `${id}-all`, onclick: showAll }, t('startMore', every.length - shown.length)),
    );
  }

  function showAll() {
    const first = offered()[FEW]?.value;
    all = true;
    draw();
    document.getElementById(`${id} ${first}`)?.focus();
  }

  return { element, draw: () => keepingFocus(draw) };
}
