/** @file The wiring: every listener, registered at once at the top level, because a woken worker hears only those. */

import {
  keepStorageFromPages,
  onAlarm,
  onInstalled,
  onMenu,
  onMessage,
  onTabClosed,
  onTabShown,
  onTabUpdated,
  onStored,
} from '../shared/browser.js';
import { loadLanguage } from '../shared/i18n.js';
import { accepted } from '../shared/messages.js';
import { fulfilAct } from './acts.js';
import { showAllMarks } from './marks.js';
import { makeMenus, menuChosen } from './menus.js';
import { batch, changed, forget, look, pageArrived, tabChanged, tabShown, wake } from './pages.js';
import { orderOf } from './orders.js';
import { save } from './outbox.js';
import { disconnect, pair } from './pairing.js';

const language = loadLanguage();
void keepStorageFromPages();

onMessage((raw, sender) => {
  const message = accepted(raw, sender);
  if (!message) return undefined;
  return language.then(() => answer(message, sender));
});
onTabUpdated((tabId, change, tab) => void language.then(() => tabChanged(tabId, change, tab)));
onTabShown((tabId) => void language.then(() => tabShown(tabId)));
onTabClosed((tabId) => void forget(tabId));
onAlarm((name) => void (name === 'ask-again' && language.then(wake)));
onInstalled(() => void language.then(makeMenus));
onMenu((info, tab) => void language.then(() => menuChosen(info, tab)));
onStored('local', (changes) => {
  if (changes.language) void loadLanguage().then(() => Promise.all([makeMenus(), showAllMarks()]));
  if (changes.marks) void language.then(showAllMarks);
});

/** @param {import('../shared/messages.js').Message} message @param {chrome.runtime.MessageSender} sender @returns {Promise<unknown>} */
async function answer(message, sender) {
  switch (message.type) {
    case 'page':
      await pageArrived(/** @type {number} */ (sender.tab?.id), message.facts);
      return undefined;
    case 'pair':
      return pair(message.code, message.service);
    case 'look':
      return look(message.tabId, message);
    case 'batch':
      return batch(message.tabId, message.order, message.offset);
    case 'changed':
      return changed(message.tabId);
    case 'save': {
      const order = await orderOf(message.order, message.page);
      return 'trouble' in order ? order : save(order);
    }
    case 'act':
      return fulfilAct(/** @type {number} */ (sender.tab?.id), message.act, message.key);
    case 'disconnect':
      return disconnect();
    default:
      return undefined;
  }
}
