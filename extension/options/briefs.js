/** @file Briefs: whether the service has a Groq key, and which model writes. The key itself never comes here. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { told } from '../shared/troubles.js';

/** @param {HTMLElement} body @param {import('./index.js').Page} page */
export async function briefs(body, { toast }) {
  try {
    const settings = /** @type {import('../shared/types.js').ServiceSettings} */ (await ask('GET', '/settings'));
    const model = el('input', { id: 'model', value: settings.groq_model, maxlength: 100, spellcheck: 'false' });
    /** @param {Event} event */
    const keep = async (event) => {
      event.preventDefault();
      try {
        const now = await ask('PATCH', '/settings', { groq_model: model.value.trim() });
        model.value = now.groq_model;
        toast.say(t('modelKept', now.groq_model));
      } catch (error) {
        toast.fail(error);
      }
    };
    fill(
      body,
      el('p.after', null, t(settings.groq_key ? 'groqKey' : 'noGroqKey')),
      el(
        'form',
        { onsubmit: (/** @type {Event} */ event) => void keep(event) },
        el(
          'label.field',
          null,
          el('span', null, t('model')),
          el('div.row', null, model, el('button', { type: 'submit' }, t('keep'))),
        ),
      ),
    );
  } catch (error) {
    fill(body, el('p.muted', null, told(error).title));
  }
}
