/** @file What the radar has learned from saving and dismissing: a sentence a weight, each can be forgotten. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { number, t } from '../shared/i18n.js';
import { failed } from './failed.js';

/**
 * @typedef {{kind: "word" | "author" | "category", value: string, weight: number, saved: number, dismissed: number,
 *   ignored: boolean}} Weight
 * @typedef {{learning: boolean, saved: number, dismissed: number, weights: Weight[]}} Taste
 */

/** @param {HTMLElement} body @param {Page} page */
export async function taste(body, { toast, again }) {
  const list = el('ul.entries', null);
  const learning = el('input', { type: 'checkbox', id: 'learning', onchange: () => void learn(learning.checked) });

  /** @param {Taste} taste */
  const draw = (taste) => {
    learning.checked = taste.learning;
    fill(
      list,
      ...taste.weights.map((weight) => row(weight, taste.learning, decide)),
      taste.weights.length === 0 && el('li.muted', null, t('tasteEmpty')),
    );
  };

  /** @param {object} change @param {string} said @param {object} back */
  const change = async (change, said, back) => {
    try {
      draw(await ask('PATCH', '/taste', change));
      toast.say(said, async () => {
        try {
          draw(await ask('PATCH', '/taste', back));
        } catch (error) {
          toast.fail(error);
        }
      });
    } catch (error) {
      toast.fail(error);
      // The switch shows what is, not what was wished for.
      if ('learning' in change) learning.checked = !learning.checked;
    }
  };

  /** @param {boolean} on */
  const learn = (on) => change({ learning: on }, t(on ? 'tasteOn' : 'tasteOff'), { learning: !on });

  /** @param {Weight} weight */
  const decide = async ({ kind, value, ignored }) => {
    const ignore = { ignore: [{ kind, value }] };
    const restore = { restore: [{ kind, value }] };
    await (ignored
      ? change(restore, t('tasteRestored', value), ignore)
      : change(ignore, t('tasteForgotten', value), restore));
    // The row was drawn anew: the keyboard stays where it was.
    const again = [...list.querySelectorAll('button')].find((button) => button.dataset.of === `${kind} ${value}`);
    again?.focus();
  };

  fill(body, el('div', null, el('label', null, learning, ' ', t('tasteSwitch'))), list);
  try {
    draw(/** @type {Taste} */ (await ask('GET', '/taste')));
  } catch (error) {
    fill(body, failed(error, again));
  }
}

/**
 * "diffusion": 1 saved, 4 dismissed, ranks lower.
 * @param {Weight} weight
 * @param {boolean} on
 * @param {(weight: Weight) => void} decide
 */
function row(weight, on, decide) {
  const { kind, value, saved, dismissed, ignored } = weight;
  const name = ignored || !on ? 'tasteNothing' : weight.weight > 0 ? 'tasteHigher' : 'tasteLower';
  return el(
    ignored ? 'li.paused' : 'li',
    null,
    el(
      'div.entry',
      null,
      el('span.chip', null, t(kind === 'word' ? 'tasteWord' : kind)),
      el('span.value', null, value, el('small', null, t(name, number(saved), number(dismissed)))),
      el(
        'button',
        {
          type: 'button',
          'data-of': `${kind} ${value}`,
          'aria-label': t(ignored ? 'tasteRestoreThis' : 'tasteForgetThis', value),
          onclick: () => decide(weight),
        },
        t(ignored ? 'tasteRestore' : 'tasteForget'),
      ),
    ),
  );
}
