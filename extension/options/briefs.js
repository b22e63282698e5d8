/** @file Briefs: whether the service has a Groq key, and which model writes. The key itself never comes here. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { failed } from './failed.js';
import { fieldForm } from './field-form.js';

/** @param {HTMLElement} body @param {Page} page */
export async function briefs(body, { toast, again }) {
  try {
    const settings = /** @type {ServiceSettings} */ (await ask('GET', '/settings'));
    const model = el('input', { id: 'model', value: settings.groq_model, maxlength: 100, spellcheck: 'false' });
    const keep = async () => {
      try {
        model.value = (await ask('PATCH', '/settings', { groq_model: model.value.trim() })).groq_model;
        toast.say(t('modelKept', model.value));
      } catch (error) {
        toast.fail(error);
      }
    };
    fill(
      body,
      el('p.after', null, t(settings.groq_key ? 'groqKey' : 'noGroqKey')),
      fieldForm(t('model'), model, t('keep'), keep),
    );
  } catch (error) {
    fill(body, failed(error, again));
  }
}
