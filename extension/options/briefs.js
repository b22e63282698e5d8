/** @file Briefs: who writes them, what they may cost, and what is sent. The key itself never comes here. */

import { ask } from '../background/service-client.js';
import { left } from '../shared/brief-costs.js';
import { el, fill } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { sentence } from '../shared/troubles.js';
import { failed } from './failed.js';
import { fieldForm } from './field-form.js';

/** @typedef {import('../shared/brief-costs.js').Usage} Usage */

/** @param {HTMLElement} body @param {Page} page */
export async function briefs(body, { toast, again }) {
  try {
    const settings = /** @type {ServiceSettings} */ (await ask('GET', '/settings'));
    const used = el('p.muted', { id: 'brief-usage', 'aria-live': 'polite' });
    const tell = async () => {
      const usage = /** @type {Usage} */ (await ask('GET', '/briefs/usage'));
      const { briefs: count, tokens } = usage.today;
      const of = usage.daily_tokens > 0 ? t('usageOf', tokens, usage.daily_tokens) : t('usageTokens', tokens);
      const said = count ? t('usageToday', plural('usageBriefs', count), of) : t('usageNone');
      used.textContent = [said, ...left({ ...usage, daily_tokens: 0 }, new Date())].join(' · ');
    };
    fill(
      body,
      el('p.after', null, settings.groq_key ? t('groqKey', settings.groq_server) : t('noGroqKey')),
      modelForm(settings, toast),
      budgetForm(settings, toast, tell),
      used,
      el('details.sent', null, el('summary', null, t('sentWhat')), el('p', null, t('sent', settings.groq_server))),
    );
    await tell();
  } catch (error) {
    fill(body, failed(error, again));
  }
}

/** @param {ServiceSettings} settings @param {Toast} toast */
function modelForm(settings, toast) {
  const model = el('input', { id: 'model', value: settings.groq_model, maxlength: 100, spellcheck: 'false' });
  const there = el('div.models', { 'aria-live': 'polite' });
  const keep = async () => {
    const before = settings.groq_model;
    try {
      Object.assign(settings, await ask('PATCH', '/settings', { groq_model: model.value.trim() }));
      model.value = settings.groq_model;
      toast.say(t('modelKept', settings.groq_model), () => take(before));
    } catch (error) {
      toast.fail(error);
    }
  };
  /** @param {string} name */
  const take = (name) => {
    model.value = name;
    void keep();
  };
  // Only when asked for: it is a request to the model's server, and so tells whether the key is taken, too.
  const list = async () => {
    fill(there, el('p.muted', null, t('modelsAsking', settings.groq_server)));
    try {
      const { models } = /** @type {{models: string[]}} */ (await ask('GET', '/briefs/models'));
      const names = models.map((name) => el('button', { type: 'button', onclick: () => take(name) }, name));
      fill(there, el('p.muted', null, plural('modelsThere', models.length)), el('div.picked-names', null, ...names));
    } catch (error) {
      const retry = el('button.link', { type: 'button', onclick: () => void list() }, t('retry'));
      fill(there, el('p', { role: 'alert' }, sentence(error), ' ', retry));
    }
  };
  if (settings.groq_key) {
    fill(there, el('button.link', { type: 'button', id: 'models', onclick: () => void list() }, t('modelsAsk')));
  }
  return fieldForm(t('model'), model, t('keep'), keep, there);
}

/** @param {ServiceSettings} settings @param {Toast} toast @param {() => Promise<void>} tell */
function budgetForm(settings, toast, tell) {
  const budget = el('input', {
    id: 'budget',
    type: 'number',
    min: 0,
    max: 100_000_000,
    step: 1,
    required: true,
    value: settings.daily_tokens,
    'aria-describedby': 'budget-how',
  });
  const keep = async () => {
    const before = settings.daily_tokens;
    try {
      Object.assign(settings, await ask('PATCH', '/settings', { daily_tokens: budget.valueAsNumber }));
      budget.value = String(settings.daily_tokens);
      toast.say(settings.daily_tokens ? t('budgetKept', settings.daily_tokens) : t('budgetNone'), () => {
        budget.value = String(before);
        void keep();
      });
      await tell();
    } catch (error) {
      toast.fail(error);
    }
  };
  const how = el('p.muted', { id: 'budget-how' }, t('budgetHow'));
  return el('div.retention', null, fieldForm(t('budget'), budget, t('keep'), keep, how));
}
