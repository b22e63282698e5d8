/** @file The wiring: every listener, registered at once at the top level, because a woken worker hears only those. */

import {
  keepStorageFromPages,
  onAlarm,
  onCommand,
  onInstalled,
  onMenu,
  onMessage,
  onNotificationPressed,
  onStartup,
  onTabClosed,
  onTabShown,
  onTabUpdated,
  onStored,
  openPage,
} from '../shared/browser.js';
import { loadLanguage } from '../shared/i18n.js';
import { accepted } from '../shared/messages.js';
import { fulfilAct } from './acts.js';
import { DIGEST_ALARM, digestPressed, lookForDigest } from './digest.js';
import { showAllMarks } from './marks.js';
import { commandGiven, makeMenus, menuChosen } from './menus.js';
import { batch, changed, forget, look, lookEverywhere, pageArrived, tabChanged, tabShown, wake } from './pages.js';
import { saveShown } from './orders.js';
import { act, flush, keepAgain, OUTBOX_ALARM } from './outbox.js';
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
onAlarm((name) => {
  if (name === 'ask-again') void language.then(wake);
  if (name === OUTBOX_ALARM) void language.then(flush);
  if (name === DIGEST_ALARM) void language.then(() => lookForDigest());
});
// Pages that are open already have no script of ours, or one of the version before.
onInstalled(({ reason }) => {
  if (reason === 'install') void openPage('feed/feed.html'); // the first run
  void language.then(() => Promise.all([makeMenus(), lookEverywhere(), lookForDigest()]));
});
onCommand((name, tab) => void language.then(() => commandGiven(name, tab)));
onMenu((info, tab) => void language.then(() => menuChosen(info, tab)));
onStored('local', (changes) => {
  if (changes.language) void loadLanguage().then(() => Promise.all([makeMenus(), showAllMarks()]));
  if (changes.marks) void language.then(showAllMarks);
});

onNotificationPressed((id) => void digestPressed(id));

// The browser's start wakes nobody who does not listen to it; what waits is sent with every start of the worker.
onStartup(() => void language.then(() => lookForDigest()));
void language.then(flush);

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
    case 'save':
      return saveShown(message.order, message.page, message.instead);
    case 'outbox':
      return act(message.act, message.id);
    case 'keep':
      return keepAgain(message.entry, message.letter);
    case 'act':
      return fulfilAct(/** @type {number} */ (sender.tab?.id), message.act, message.key);
    case 'digest':
      return lookForDigest();
    case 'disconnect':
      return disconnect();
    default:
      return undefined;
  }
}
