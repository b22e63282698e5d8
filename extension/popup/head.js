/** @file The head of the popup and of the panel: the ways out of it, to the feed, beside the page, to the keys, to the options. */

import { hasPanel, openOptions, openPage, openPanel } from '../shared/browser.js';
import { byId } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { isBeside } from './beside.js';
import { showKeys } from './keys.js';

/** @param {() => number | undefined} windowId of the page that is shown */
export function furnish(windowId) {
  const beside = isBeside();
  /** @type {[id: string, name: string, act: () => void][]} */
  const buttons = [
    ['feed', t('feed'), () => void openPage('feed/feed.html').then(leave)],
    ['keys', t('keys'), showKeys],
    ['options', t('options'), () => void openOptions()],
  ];
  // A browser opens it only in the very moment of a click: nothing may be waited for before.
  const open = () => void openPanel(windowId() ?? -1).then(() => close(), () => {});
  if (!beside && hasPanel()) buttons.push(['beside', t('panelOpen'), open]);
  for (const [id, name, act] of buttons) {
    const button = byId(id);
    button.setAttribute('aria-label', name);
    button.title = name;
    button.hidden = false;
    button.addEventListener('click', act);
  }
  byId('feed').textContent = t('feed');
}

/** Whoever went to another page is done with the popup; the panel stays beside it. */
export const leave = () => void (isBeside() || close());
