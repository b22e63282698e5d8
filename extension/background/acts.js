/** @file What the reader does on a mark in the page: only to papers that this page is known to show, told at once to all. */

import { openPopup, removeSession, readSession, tabOf, writeSession } from '../shared/browser.js';
import { plural, t } from '../shared/i18n.js';
import { siteOf, turnMarks } from '../shared/mark-settings.js';
import { told } from '../shared/troubles.js';
import { save } from './outbox.js';
import { kept } from './page-records.js';
import { becomes, changed, look } from './pages.js';
import { ask } from './service-client.js';

/** @typedef {import('../shared/messages.js').Act} Act */
/** `said`: a sentence for the page. @typedef {{ok: true, said?: string} | {trouble: {title: string, hint: string}}} Done */

/** @param {number} tabId @param {Act} act @param {string} key @returns {Promise<Done>} */
export async function fulfilAct(tabId, act, key) {
  try {
    if (act === 'hide') return await hide(tabId);
    if (act === 'popup' && !key) return await open(tabId);
    if (!(await isShown(tabId, key))) return { trouble: { title: t('markGone'), hint: t('markGone_hint') } };
    if (act === 'brief' || act === 'popup') return await open(tabId, { what: act === 'brief' ? 'brief' : 'why', key });
    const waiting = await DO[act](key);
    await becomes(key, AFTER[act]);
    if (waiting) return { ok: true, said: plural('markWaiting', waiting) };
    void changed();
    return { ok: true };
  } catch (error) {
    const { title, hint } = told(error);
    return { trouble: { title, hint } };
  }
}

const REMEMBERED = 600_000; // ms in which a star pressed again is an undo

/** Each raises a ServiceError or a Trouble, and says how many saves wait if this one does. @type {Record<"save" | "unsave" | "dismiss" | "restore", (key: string) => Promise<number>>} */
const DO = {
  save: async (key) => {
    // What was taken out a moment ago comes back as it was, with its tags and its note.
    const removed = /** @type {{saved: Saved, at: number} | undefined} */ (await readSession(`removed:${key}`));
    await removeSession(`removed:${key}`);
    const order = removed && Date.now() - removed.at < REMEMBERED ? { saved: removed.saved } : { key };
    const result = await save({ ...order, idempotency_key: crypto.randomUUID() });
    if ('trouble' in result) throw result.trouble;
    return 'waiting' in result ? result.waiting : 0;
  },
  unsave: async (key) => {
    const saved = await ask('DELETE', `/library/${encodeURIComponent(key)}`);
    await writeSession({ [`removed:${key}`]: { saved, at: Date.now() } });
    return 0;
  },
  dismiss: (key) => ask('POST', '/feedback', { key }).then(() => 0),
  restore: (key) => ask('DELETE', `/feedback/${encodeURIComponent(key)}`).then(() => 0),
};

/** What a paper is to the reader afterwards. */
const AFTER = {
  save: { saved: true },
  unsave: { saved: false },
  dismiss: { dismissed: true },
  restore: { dismissed: false },
};

/** A page that came back from the browser's memory is not the one that is kept: then it is read anew. @param {number} tabId @param {string} key */
async function isShown(tabId, key) {
  const shows = (/** @type {PageRecord | null} */ record) => record?.answer?.papers.some((paper) => paper.key === key);
  return shows(await kept(tabId)) || shows(await look(tabId));
}

/** The site's marks are turned off, which the listener of the settings takes to every tab. @param {number} tabId @returns {Promise<Done>} */
async function hide(tabId) {
  const site = siteOf((await tabOf(tabId)).url ?? '');
  if (site) await turnMarks(site, false);
  return { ok: true };
}

/** The popup over that tab, on what is asked for. @param {number} tabId @param {{what: "brief" | "why", key: string}} [asked] @returns {Promise<Done>} */
async function open(tabId, asked) {
  if (asked) await writeSession({ asked: { tabId, ...asked, at: Date.now() } });
  await openPopup(tabId, (await tabOf(tabId)).windowId);
  return { ok: true };
}
