/** @file Beside the pages: which tab is in front of this window, and when another comes or it goes on to another page. */

import { onTabClosed, onTabShown, onTabUpdated, ownWindow, tabInWindow, tabOf } from '../shared/browser.js';

/** @typedef {chrome.tabs.Tab & {id: number}} KnownTab */

/** Whether this is the panel beside the pages, not the popup over one. */
export const isBeside = () => document.documentElement.classList.contains('beside');

/** @param {chrome.tabs.Tab | undefined} tab @returns {KnownTab | null} */
const known = (tab) => (tab?.id === undefined ? null : /** @type {KnownTab} */ (tab));

/**
 * @param {object} heard
 * @param {(tab: KnownTab) => void} heard.shown another tab came to the front
 * @param {(tab: KnownTab) => void} heard.left the tab goes to another page, which is on its way
 * @param {(tab: KnownTab) => void} heard.came it is there
 * @param {(tabId: number) => void} heard.closed
 * @returns {Promise<KnownTab | null>} the tab that is in front now
 */
export async function followTabs({ shown, left, came, closed }) {
  const windowId = await ownWindow();
  let front = known(await tabInWindow(windowId));
  onTabShown(async (tabId, where) => {
    if (where !== windowId) return;
    const tab = known(await tabOf(tabId).catch(() => undefined));
    if (!tab) return;
    front = tab;
    shown(tab);
  });
  onTabUpdated((tabId, change, raw) => {
    const tab = known(raw);
    if (tabId !== front?.id || !tab) return;
    const before = front;
    front = tab;
    if (change.status === 'loading' && !samePage(before.url, tab.url)) left(tab);
    if (change.status === 'complete') came(tab);
  });
  onTabClosed(closed);
  return front;
}

/** Whether only the place in the page differs. An address that is hidden is that of any page. @param {string | undefined} one @param {string | undefined} other */
export const samePage = (one, other) => Boolean(one) && without(one) === without(other);

/** @param {string | undefined} url */
const without = (url) => (url ?? '').replace(/#.*$/, '');
