/** @file What the service says of the page in each tab: asked once a page, kept in storage.session, shown as a badge. */

import {
  allTabs,
  removeSession,
  setAlarm,
  tabInFront,
  tabOf,
  writeSession,
} from '../shared/browser.js';
import { asTrouble } from '../shared/troubles.js';
import { showHits } from './badge.js';
import { itemsOf, showMarks } from './marks.js';
import { keep, kept, keptEverywhere, nameOf } from './page-records.js';
import { forgetPdf, pdfIn, readPdf, withPdf } from './pdf.js';
import { factsOfTab, fitting, isPaperPage, isPdf, printOf, urlFacts } from './tab-facts.js';
import { ask } from './service-client.js';

const PENDING_PAUSE = 2_000; // ms, as the service asks
const PENDING_TRIES = 20;
const WAKE = 'ask-again'; // the alarm that goes on where a dead worker left off

/** Requests under way. Lost with the worker, and then the alarm asks again. @type {Map<number, {print: string, promise: Promise<PageRecord>}>} */
const underWay = new Map();
/** The print of the page that came into each tab last: an answer for another one is not kept. @type {Map<number, string>} */
const newest = new Map();

const now = () => new Date().toISOString();

export { kept };

/** A content script, or the address bar, tells of a page. Asked once: the same page again changes nothing. @param {number} tabId @param {PageFacts} facts */
export async function pageArrived(tabId, facts) {
  const record = await kept(tabId);
  if (record?.print === printOf(facts) && record.state === 'answered' && !record.stale) {
    await showHits(tabId, record.answer);
    void showMarks(tabId);
    return record;
  }
  return match(tabId, facts);
}

/** The popup wants the page as it is now. @param {number} tabId @param {{order?: string}} [options] @returns {Promise<PageRecord>} */
export async function look(tabId, { order = '' } = {}) {
  const facts = await factsOfTab(tabId);
  if (!facts) return unreadable(tabId);
  return match(tabId, facts, order, { anew: true });
}

/** Another slice of the related papers, in the order that `order` names. Not kept. @param {number} tabId @param {string} order @param {number} offset */
export async function batch(tabId, order, offset) {
  try {
    const facts = await factsOfTab(tabId);
    return { answer: await ask('POST', '/match', { facts: facts && fitting(facts), order, offset }) };
  } catch (error) {
    return { trouble: asTrouble(error) };
  }
}

/**
 * A navigation: PDF tabs have no content script, so their address alone is asked for; what a page that is left said is
 * forgotten. The address of a page without permission is hidden, and such a page is none of ours.
 * @param {number} tabId
 * @param {{url?: string, status?: string}} change
 * @param {{url?: string}} tab
 */
export async function tabChanged(tabId, change, tab) {
  const url = tab.url ?? '';
  if (change.status === 'complete' && isPdf(url)) await pageArrived(tabId, urlFacts(url));
  else if (change.status === 'loading' && !isPaperPage(url)) await forget(tabId);
}

/** The badge as it should be, after a sign that stood in its place. @param {number} tabId */
export async function showAgain(tabId) {
  const record = await kept(tabId);
  await showHits(tabId, record?.state === 'answered' ? record.answer : null);
}

/** Every badge anew. */
export async function showEverywhere() {
  await Promise.all((await allTabs()).map(({ id }) => id !== undefined && showAgain(id)));
}

/** What papers became to the reader while requests were under way, whose answers do not know of it. @type {{key: string, now: Partial<PaperAnswer>}[]} */
let became = [];

/** What a paper is to the reader by now, wherever it is shown, before the service is asked for anything. @param {string} key @param {Partial<PaperAnswer>} now */
export async function becomes(key, now) {
  if (underWay.size > 0) became.push({ key, now });
  for (const [tabId, record] of await keptEverywhere()) {
    const { answer } = record;
    if (!answer?.papers.some((paper) => paper.key === key)) continue;
    await keep(tabId, { ...record, answer: withDeeds(answer, [{ key, now }]) });
    await Promise.all([showAgain(tabId), showMarks(tabId)]);
  }
}

/** @param {MatchAnswer} answer @param {typeof became} deeds in the order in which they were done @returns {MatchAnswer} */
function withDeeds(answer, deeds) {
  if (!deeds.some(({ key }) => answer.papers.some((paper) => paper.key === key))) return answer;
  const papers = answer.papers.map((paper) =>
    deeds.reduce((so, { key, now }) => (so.key === key ? { ...so, ...now } : so), paper),
  );
  const hits = papers.filter((paper) => paper.hits.length > 0 && !paper.muted && !paper.dismissed).length;
  return { ...answer, papers, counts: { ...answer.counts, hits } };
}

/** A tab comes to the front: what failed or grew stale behind is asked for again. @param {number} tabId */
export async function tabShown(tabId) {
  const record = await kept(tabId);
  if (record && (record.stale || record.state === 'failed'))
    await look(tabId, { order: record.answer?.related?.order });
}

/** The radar or the library changed: kept answers are stale; the tab in front is asked for at once. @param {number} [but] the tab that its popup asks for itself */
export async function changed(but = -1) {
  for (const [tabId, record] of await keptEverywhere()) {
    if (tabId !== but) await keep(tabId, { ...record, stale: true });
  }
  const front = await tabInFront();
  if (front?.id !== undefined && front.id !== but) await tabShown(front.id);
}

/** Paired: every paper page that is open is asked for, one after the other. */
export async function lookEverywhere() {
  for (const tab of await allTabs()) {
    if (tab.id !== undefined && tab.url && isPaperPage(tab.url)) await look(tab.id);
  }
}

/** The alarm: pages that are pending, and those whose request died with the worker. */
export async function wake() {
  for (const [tabId, record] of await keptEverywhere()) {
    if (isUnsettled(record) && !underWay.has(tabId)) await askAgain(tabId, record);
  }
}

/** @param {number} tabId */
export async function forget(tabId) {
  underWay.delete(tabId);
  newest.delete(tabId);
  await removeSession(nameOf(tabId));
  await forgetPdf(tabId);
}

/** @param {PageRecord} record */
const isUnsettled = (record) =>
  record.state === 'asking' || (record.answer?.page.pending === true && record.tries < PENDING_TRIES);

/** @param {number} tabId @param {PageFacts} facts @param {string} [order] @param {{anew?: boolean, tries?: number}} [how] @returns {Promise<PageRecord>} */
async function match(tabId, facts, order = '', { anew = false, tries = 0 } = {}) {
  const print = printOf(facts);
  const running = underWay.get(tabId);
  if (running?.print === print && !anew) return running.promise;
  const promise = askForMatch(tabId, facts, print, order, tries);
  underWay.set(tabId, { print, promise });
  newest.set(tabId, print);
  try {
    return await promise;
  } finally {
    if (underWay.get(tabId)?.promise === promise) underWay.delete(tabId);
    if (underWay.size === 0) became = [];
  }
}

/** @param {number} tabId @param {PageFacts} facts @param {string} print @param {string} order @param {number} tries @returns {Promise<PageRecord>} */
async function askForMatch(tabId, facts, print, order, tries) {
  const before = await kept(tabId);
  const { answer = null, items = {} } = before?.url === facts.url ? before : {};
  /** @type {PageRecord} */
  const record = { url: facts.url, print, state: 'asking', answer, items, trouble: null, at: now(), tries, stale: false };
  await keep(tabId, record);
  void setAlarm(WAKE, 0.5);
  try {
    const pdf = isPaperPage(facts.url) ? '' : await pdfIn(tabId, facts);
    const read = pdf ? await readPdf(tabId, pdf, (reading) => void tellReading(tabId, record, reading)) : null;
    const known = became.length;
    const asked = await ask('POST', '/match', {
      facts: fitting(facts),
      order,
      ...(read?.paper && { paper: read.paper }),
    });
    const answer = withDeeds(asked, became.slice(known));
    record.answer = read ? withPdf(answer, read) : answer;
    record.items = itemsOf(facts, /** @type {MatchAnswer} */ (record.answer));
    record.state = 'answered';
  } catch (error) {
    record.state = 'failed';
    record.trouble = asTrouble(error);
  }
  record.at = now();
  // Another page may have come into the tab meanwhile: its answer is the one to keep.
  if (newest.get(tabId) !== print) return record;
  await keep(tabId, record);
  await showHits(tabId, record.state === 'answered' ? record.answer : null);
  void showMarks(tabId);
  if (record.state === 'answered' && isUnsettled(record)) setTimeout(() => void askAgain(tabId, record), PENDING_PAUSE);
  return record;
}

/** How far a PDF is read, which may take its time. @param {number} tabId @param {PageRecord} record @param {{read: number, size: number}} reading */
async function tellReading(tabId, record, reading) {
  if (newest.get(tabId) === record.print && record.state === 'asking')
    await writeSession({ [nameOf(tabId)]: { ...record, reading } });
}

/** Once more for a page whose paper the service was still fetching. @param {number} tabId @param {PageRecord} record */
async function askAgain(tabId, record) {
  const now = await kept(tabId);
  if (now?.print !== record.print || !isUnsettled(now)) return;
  const facts = await factsOfTab(tabId);
  if (facts && printOf(facts) === record.print) await match(tabId, facts, '', { anew: true, tries: now.tries + 1 });
  else await forget(tabId);
}

/** A page that no extension may read, such as the browser's own. @param {number} tabId @returns {Promise<PageRecord>} */
async function unreadable(tabId) {
  const url = (await tabOf(tabId).catch(() => null))?.url ?? '';
  const trouble = { kind: 'unreadable', code: 'unreadable', message: '', hint: '' };
  return { url, print: '', state: 'failed', answer: null, trouble, at: now(), tries: 0, stale: false };
}
