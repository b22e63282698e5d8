/** @file Marks in the pages of arXiv and Hugging Face: whether, where, and what the keys do there. */

import { onStored } from '../shared/browser.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { markSettings, SITES, turnMarks } from '../shared/mark-settings.js';

const KEYS = [
  ['j', 'markKeyNext'],
  ['k', 'markKeyPrevious'],
  ['Enter', 'markKeyOpen'],
  ['s', 'markKeySave'],
  ['b', 'keyBrief'],
  ['x', 'markKeyDismiss'],
  ['?', 'keyHelp'],
];

/** @param {HTMLElement} body */
export async function marks(body) {
  /** @param {"all" | import('../shared/mark-settings.js').Site} what @param {string} label */
  const line = (what, label) => {
    const box = el('input', {
      type: 'checkbox',
      id: `marks-${what}`,
      onchange: () => void turnMarks(what, box.checked),
    });
    return { what, box, line: el('label.check', null, box, label) };
  };
  const all = line('all', t('marksAll'));
  const sites = /** @type {import('../shared/mark-settings.js').Site[]} */ (Object.keys(SITES)).map((site) =>
    line(site, t('marksSite', SITES[site])),
  );
  const draw = async () => {
    const settings = await markSettings();
    for (const { what, box } of [all, ...sites]) box.checked = settings[what];
    for (const { box } of sites) box.disabled = !settings.all;
  };
  await draw();
  onStored('local', (changes) => void (changes.marks && draw()));
  fill(
    body,
    all.line,
    el('div.below', null, ...sites.map((one) => one.line)),
    el('h3', null, t('marksKeys')),
    el('dl.keys', null, ...KEYS.flatMap(([key, name = '']) => [el('dt', null, el('kbd', null, key)), el('dd', null, t(name))])),
    el('p.muted', null, t('marksKeysHow')),
  );
}
