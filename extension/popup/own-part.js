/** @file The reader's own fields of a saved paper, unfolded where the paper is shown: tags, note, status, stars. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { ownFields } from '../shared/own-fields.js';
import { complete, savedPaper } from './saved-paper.js';

/**
 * Drawn once: what is being typed stays when the page around it is drawn anew.
 * @param {string} key of the paper
 * @param {Toast} toast
 * @param {() => Promise<void>} again
 * @param {() => void} close
 * @param {typeof ask} [service]
 */
export function createOwnPart(key, toast, again, close, service = ask) {
  const element = el('form.own-part', {
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      void update();
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element.requestSubmit();
      if (event.key !== 'Escape') return;
      event.preventDefault(); // else the popup itself would close
      close();
    },
  });
  const button = el('button.primary', { type: 'submit', id: 'update', disabled: true }, t('update'));
  /** @type {ReturnType<typeof ownFields> | null} */
  let own = null;

  /** @param {Saved} saved */
  function draw(saved) {
    const made = ownFields(saved, { complete, changed: () => (button.disabled = !Object.keys(made.changes()).length) });
    own = made;
    button.disabled = true;
    fill(element, made.element, el('div.row', null, button));
  }

  async function update() {
    if (!own) return;
    own.finish();
    try {
      draw(await service('PATCH', `/library/${encodeURIComponent(key)}`, own.changes()));
      toast.say(t('updatedThis'));
      close();
      await again();
    } catch (error) {
      toast.fail(error);
    }
  }

  async function open() {
    const saved = await savedPaper(key, service);
    if (!saved) return close();
    draw(saved);
    document.getElementById('own-tags')?.focus();
  }

  return { element, open, isOf: (/** @type {string} */ other) => other === key };
}

/** @typedef {ReturnType<typeof createOwnPart>} OwnPart */
