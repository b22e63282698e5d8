/** @file The mail as it would be sent now: its subject and its words. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { sentence } from '../shared/troubles.js';

export function previewPart() {
  const place = el('div', { 'aria-live': 'polite' });
  const fold = el('details.sent', { id: 'digest-preview', ontoggle: () => void load() }, el('summary', null, t('digestPreview')), place);
  let turn = 0;

  async function load() {
    if (!fold.open) return;
    const mine = ++turn;
    try {
      const { subject, text, total } = await ask('GET', '/digest/preview');
      if (mine !== turn) return;
      if (!total) return fill(place, el('p', null, t('digestPreviewEmpty')));
      fill(place, el('p', null, el('b', null, subject)), el('pre', { tabindex: 0, 'aria-label': t('digestPreview') }, text));
    } catch (error) {
      fill(place, el('p.error', { role: 'alert' }, sentence(error)));
    }
  }

  return {
    element: fold,
    /** What it showed is another now. */
    forget: () => void load(),
  };
}
