/** @file The context menu: save this page, save a link to a paper, follow selected words. */

import { setMenu } from '../shared/browser.js';
import { identify } from '../shared/identity.js';
import { t } from '../shared/i18n.js';
import { asTrouble } from '../shared/troubles.js';
import { showSign } from './badge.js';
import { factsOfTab, fitting } from './tab-facts.js';
import { changed, showAgain } from './pages.js';
import { ask } from './service-client.js';

const SIGN_STAYS = 2_500; // ms
const PAPER_LINKS = [
  'https://arxiv.org/*',
  'https://www.arxiv.org/*',
  'https://huggingface.co/papers/*',
  'https://alphaxiv.org/*',
  'https://www.alphaxiv.org/*',
];

/** Menus outlive the worker, so they are made at installation, in the language of that moment. */
export const makeMenus = () =>
  setMenu([
    {
      id: 'save-page',
      contexts: ['page'],
      title: t('menuSavePage'),
      documentUrlPatterns: ['http://*/*', 'https://*/*'],
    },
    { id: 'save-link', contexts: ['link'], title: t('menuSaveLink'), targetUrlPatterns: PAPER_LINKS },
    { id: 'follow-author', contexts: ['selection'], title: t('menuFollowAuthor', '%s') },
    { id: 'follow-topic', contexts: ['selection'], title: t('menuFollowTopic', '%s') },
  ]);

/** @param {chrome.contextMenus.OnClickData} info @param {chrome.tabs.Tab} [tab] */
export async function menuChosen(info, tab) {
  if (tab?.id === undefined) return;
  try {
    await fulfil(info, tab.id);
    await changed();
    await showSign(tab.id, true, t('menuDone'));
  } catch (error) {
    const trouble = asTrouble(error);
    await showSign(tab.id, false, `${t('menuFailed')} ${trouble.message} ${trouble.hint}`.trim());
  }
  const tabId = tab.id;
  setTimeout(() => void showAgain(tabId), SIGN_STAYS);
}

/** @param {chrome.contextMenus.OnClickData} info @param {number} tabId */
async function fulfil(info, tabId) {
  const words = (info.selectionText ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
  if (info.menuItemId === 'follow-author') await ask('POST', '/radar', { kind: 'author', value: words });
  else if (info.menuItemId === 'follow-topic') await ask('POST', '/radar', { kind: 'topic', value: words });
  else if (info.menuItemId === 'save-link') {
    const found = identify(info.linkUrl ?? '');
    if (!found) throw new Error(t('menuNoPaper'));
    await ask('POST', '/library', { key: found.key });
  } else if (info.menuItemId === 'save-page') {
    const facts = await factsOfTab(tabId);
    if (!facts) throw new Error(t('menuNoPaper'));
    await ask('POST', '/library', { facts: fitting(facts) });
  }
}
