/** @file A brief of chosen papers, in a tab of its own: of one its own, of several what connects them. */

import { openTab, ownAddress } from './browser.js';
import { t } from './i18n.js';

const MOST = 20; // papers of one brief; the service takes no more

/** @param {string[]} keys @param {Toast} toast told where they are too many */
export function openBrief(keys, toast) {
  if (!keys.length) return;
  if (keys.length > MOST) return toast.say(t('briefsTooMany', MOST, keys.length));
  const asked = new URLSearchParams([['kind', keys.length > 1 ? 'several' : 'paper'], ...keys.map((key) => ['keys', key])]);
  void openTab(ownAddress(`briefs/briefs.html?${asked}`));
}
