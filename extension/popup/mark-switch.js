/** @file The switch of marks in the popup's header, on pages of the sites that can be marked. */

import { onStored } from '../shared/browser.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { markSettings, marksOn, SITES, siteOf, turnMarks } from '../shared/mark-settings.js';

/** @param {HTMLElement} place */
export function createMarkSwitch(place) {
  let url = '';
  const box = el('input', {
    type: 'checkbox',
    role: 'switch',
    id: 'marks-here',
    onchange: () => {
      const site = siteOf(url);
      if (site) void turnMarks(site, box.checked);
    },
  });
  const draw = async () => void (box.checked = marksOn(url, await markSettings()));
  onStored('local', (changes) => void (changes.marks && draw()));

  /** @param {string} now the address of the page */
  async function show(now) {
    url = now;
    const site = siteOf(now);
    if (!site) return fill(place);
    await draw();
    if (url === now) fill(place, el('label.kicker', null, box, t('marksHere', SITES[site])));
  }
  return { show };
}
