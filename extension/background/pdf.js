/** @file PDFs in tabs: found in the page, read there by the reader's own right to it, and told by the service. */

import { readSession, removeSession, runInPage, sendToTab, writeSession } from '../shared/browser.js';
import { t } from '../shared/i18n.js';
import { asTrouble, sentence } from '../shared/troubles.js';
import { handOver } from './service-client.js';
import { fitting, isPaperPage } from './tab-facts.js';

const FILE = 'content/pdf.js';
const PATIENCE = 180_000; // ms for a download
const OF_THE_READER = new Set(['hits', 'saved', 'muted', 'item']);

/** @typedef {{url: string, paper: Paper | null, origins: Record<string, string>, notice: string, settled: boolean}} ReadPdf `notice` is
 *   a sentence; what is not `settled` is tried again */

/** @param {number} tabId */
const nameOf = (tabId) => `pdf:${tabId}`;

/**
 * The address of the PDF that fills the tab; "" if none does. A page whose own tags tell its paper needs no PDF.
 * @param {number} tabId
 * @param {PageFacts} facts
 */
export async function pdfIn(tabId, facts) {
  if (facts.url.startsWith('file:')) return looksLikePdf(facts.url) ? facts.url : '';
  if (facts.meta.some(([name]) => /citation[._]title$/i.test(name))) return '';
  try {
    const [frame] = (await runInPage(tabId, [FILE])) ?? [];
    return typeof frame?.result === 'string' ? frame.result : '';
  } catch {
    // Firefox keeps extensions out of its viewer: then the address is all there is.
    return looksLikePdf(facts.url) ? facts.url : '';
  }
}

/** @param {string} url */
const looksLikePdf = (url) => URL.canParse(url) && /\.pdf$|\/pdf\/?$/i.test(new URL(url).pathname);

/**
 * What the service says of the PDF in a tab, read once while the tab shows it. Never raises: why it could not be read
 * is its notice.
 * @param {number} tabId
 * @param {string} url of the PDF
 * @param {(part: {read: number, size: number}) => void} [progress]
 * @returns {Promise<ReadPdf>}
 */
export async function readPdf(tabId, url, progress = () => {}) {
  const before = /** @type {ReadPdf | undefined} */ (await readSession(nameOf(tabId)));
  if (before?.url === url && before.settled) return before;
  /** @type {ReadPdf} */
  let read = { url, paper: null, origins: {}, notice: '', settled: false };
  try {
    const bytes = await bytesIn(tabId, progress);
    if (typeof bytes === 'string') read.notice = t(`pdf_${bytes}`);
    else {
      const { paper, origins, notice } = await handOver(`/pages/pdf?url=${encodeURIComponent(url)}`, bytes);
      read = { url, paper: paper && plain(paper), origins, notice: notice && t(`pdf_${notice}`), settled: true };
    }
  } catch (error) {
    const trouble = asTrouble(error);
    // Without the service nothing is known of the tab at all, which is told in another place.
    if (trouble.kind !== 'error') throw error;
    read.notice = sentence(trouble);
  }
  await writeSession({ [nameOf(tabId)]: read });
  return read;
}

/**
 * What of a tab goes into an order to save it: the paper of its PDF, or the page's facts.
 * @param {number} tabId
 * @param {PageFacts} facts
 * @returns {Promise<Pick<SaveOrder, "facts"> | Pick<SaveOrder, "paper" | "origins">>}
 */
export async function contentOf(tabId, facts) {
  const url = isPaperPage(facts.url) ? '' : await pdfIn(tabId, facts);
  const read = url ? await readPdf(tabId, url).catch(() => null) : null;
  return read?.paper ? { paper: read.paper, origins: read.origins } : { facts: fitting(facts) };
}

/** @param {number} tabId */
export const forgetPdf = (tabId) => removeSession(nameOf(tabId));

/**
 * An answer with what the PDF says in it; whether the paper hits or is saved is the answer's to know.
 * @param {MatchAnswer} answer
 * @param {ReadPdf} read
 * @returns {MatchAnswer}
 */
export function withPdf(answer, read) {
  const notices = read.notice ? [...answer.notices, read.notice] : answer.notices;
  return { ...answer, page: { ...answer.page, nothing: '' }, origins: read.origins, said: {}, notices, pdf: true };
}

/** The paper alone, without what the service knows of its reader. @param {PaperAnswer} answer */
const plain = (answer) =>
  /** @type {Paper} */ (Object.fromEntries(Object.entries(answer).filter(([name]) => !OF_THE_READER.has(name))));

/**
 * The bytes, or why there are none.
 * @param {number} tabId
 * @param {(part: {read: number, size: number}) => void} progress
 * @returns {Promise<Blob | "too_large" | "refused" | "closed">}
 */
async function bytesIn(tabId, progress) {
  const deadline = Date.now() + PATIENCE;
  try {
    for (;;) {
      const { read, size, state } = await sendToTab(tabId, { type: 'pdf' });
      if (state === 'ready') return await partsIn(tabId, size);
      if (state !== 'reading') return state;
      if (Date.now() > deadline) return 'refused';
      progress({ read, size });
    }
  } catch {
    return 'closed'; // nobody there: the browser's own page, a file, or a tab that went on
  }
}

/** @param {number} tabId @param {number} size */
async function partsIn(tabId, size) {
  const parts = [];
  for (let from = 0; from < size; ) {
    const { data, next } = await sendToTab(tabId, { type: 'pdf', from });
    parts.push(Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)));
    from = next;
  }
  return new Blob(parts);
}
