/** @file The switch of marks in the popup's header, on pages of the sites that can be marked. */

import { onStored } from '../shared/browser.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { markSettings, marksOn, SITES, siteOf, turnMarks } from '../shared/mark-settings.js';

/** @param {HTMLElement} place @param {string} url of the page */
export async function markSwitch(place, url) {
  const site = siteOf(url);
  if (!site) return;
  const box = el('input', {
    type: 'checkbox',
    role: 'switch',
    id: 'marks-here',
    onchange: () => void turnMarks(site, box.checked),
  });
  const draw = async () => void (box.checked = marksOn(url, await markSettings()));
  await draw();
  onStored('local', (changes) => void (changes.marks && draw()));
  fill(place, el('label.kicker', null, box, t('marksHere', SITES[site])));
}
