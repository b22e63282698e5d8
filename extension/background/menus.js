/** @file Saving and following without the popup: the context menu of a page, a link or selected words, and the shortcut. */

import { setMenu } from '../shared/browser.js';
import { locale, t } from '../shared/i18n.js';
import { sentence } from '../shared/troubles.js';
import { showSign } from './badge.js';
import { save, saveWhole } from './outbox.js';
import { changed, showAgain } from './pages.js';
import { contentOf } from './pdf.js';
import { addressSelected, ofAddress, textOfLink } from './pointed.js';
import { ask } from './service-client.js';
import { factsOfTab, fitting } from './tab-facts.js';

const SIGN_STAYS = 2_500; // ms
const WEB = ['http://*/*', 'https://*/*'];

/** Menus outlive the worker, so they are made at installation, in the language of that moment. */
export const makeMenus = () =>
  setMenu([
    { id: 'save-page', contexts: ['page'], title: t('menuSavePage'), documentUrlPatterns: WEB },
    { id: 'save-link', contexts: ['link'], title: t('menuSaveLink'), targetUrlPatterns: WEB },
    { id: 'save-selection', contexts: ['selection'], title: t('menuSaveSelection', '%s') },
    { id: 'follow-author', contexts: ['selection'], title: t('menuFollowAuthor', '%s') },
    { id: 'follow-topic', contexts: ['selection'], title: t('menuFollowTopic', '%s') },
  ]);

/** @param {chrome.contextMenus.OnClickData} info @param {chrome.tabs.Tab} [tab] */
export async function menuChosen(info, tab) {
  const tabId = tab?.id;
  if (tabId !== undefined) await told(tabId, () => fulfil(info, tabId));
}

/** @param {string} name @param {chrome.tabs.Tab} [tab] */
export async function commandGiven(name, tab) {
  const tabId = tab?.id;
  if (name === 'save-page' && tabId !== undefined) await told(tabId, () => savePage(tabId));
}

/**
 * Do it, and show on the toolbar button what became of it: a sign for a moment, and as its title the words. What now
 * waits is shown by the button anyway.
 * @param {number} tabId
 * @param {() => Promise<SaveResult | void>} act
 */
async function told(tabId, act) {
  try {
    await showSign(tabId, '…', t('menuDoing'));
    const result = await act();
    if (result && 'trouble' in result) throw result.trouble;
    if (result && 'waiting' in result) return await showAgain(tabId);
    await changed();
    await showSign(tabId, '✓', result ? t('menuSaved', result.saved.paper.title) : t('menuDone'));
  } catch (error) {
    await showSign(tabId, '!', [t('menuFailed'), sentence(error)].join(locale() === 'en' ? ' ' : ''));
  }
  setTimeout(() => void showAgain(tabId), SIGN_STAYS);
}

/** @param {chrome.contextMenus.OnClickData} info @param {number} tabId @returns {Promise<SaveResult | void>} */
async function fulfil(info, tabId) {
  const selected = (info.selectionText ?? '').replace(/\s+/g, ' ').trim();
  const words = selected.slice(0, 200);
  const frameId = info.frameId ?? 0;
  switch (info.menuItemId) {
    case 'follow-author':
      return void (await ask('POST', '/radar', { kind: 'author', value: words }));
    case 'follow-topic':
      return void (await ask('POST', '/radar', { kind: 'topic', value: words }));
    case 'save-link': {
      const url = info.linkUrl ?? '';
      return saveAddress(url, await textOfLink(tabId, frameId, url));
    }
    case 'save-selection': {
      const url = await addressSelected(selected, tabId, frameId);
      if (!url) throw noPaper('no_selection');
      const here = (await factsOfTab(tabId))?.url === url;
      return here ? savePage(tabId) : saveAddress(url, await textOfLink(tabId, frameId, url));
    }
    case 'save-page':
      return savePage(tabId);
    default:
      return undefined;
  }
}

/** @param {string} url @param {string} title */
function saveAddress(url, title) {
  const { facts, instead } = ofAddress(url, title);
  return save({ facts, idempotency_key: crypto.randomUUID() }, instead);
}

/** @param {number} tabId */
async function savePage(tabId) {
  const facts = await factsOfTab(tabId);
  if (!facts) throw noPaper('unreadable');
  const id = { idempotency_key: crypto.randomUUID() };
  // A PDF is read first, which may take its time.
  return saveWhole({ facts: fitting(facts), ...id }, async () => ({ ...(await contentOf(tabId, facts)), ...id }));
}

/** @param {string} code */
const noPaper = (code) => ({ kind: code === 'unreadable' ? code : 'error', code, message: '', hint: '' });
