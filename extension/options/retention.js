/** @file How long papers are kept. */

import { ask } from '../background/service-client.js';
import { el } from '../shared/dom.js';
import { number, t } from '../shared/i18n.js';
import { fieldForm } from './field-form.js';

/** The form, with what is in force. @param {Toast} toast */
export async function retention(toast) {
  const settings = /** @type {ServiceSettings} */ (await ask('GET', '/settings'));
  const days = el('input', {
    id: 'retention',
    type: 'number',
    min: 0,
    max: 3650,
    required: true,
    value: settings.retention_days,
    'aria-describedby': 'retention-how',
  });
  const keep = async () => {
    const before = settings.retention_days;
    try {
      Object.assign(settings, await ask('PATCH', '/settings', { retention_days: days.valueAsNumber }));
      days.value = String(settings.retention_days);
      toast.say(t('retentionKept', number(settings.retention_days)), () => {
        days.value = String(before);
        void keep();
      });
    } catch (error) {
      toast.fail(error);
    }
  };
  return el(
    'div.retention',
    null,
    fieldForm(t('retention'), days, t('keep'), keep, el('p.muted', { id: 'retention-how' }, t('retentionHow'))),
  );
}
