/**
 * @file The outbox: every save is written down before it is sent, and struck out once the service has it. Whatever dies in
 * between, it is sent again, and its idempotency key makes of many sendings one save.
 */

import { setAlarm } from '../shared/browser.js';
import { asTrouble, ServiceError } from '../shared/troubles.js';
import { showWaiting } from './badge.js';
import { addressOf, paperOfAddress, paperOfFacts, titleOf, workOf } from './letters.js';
import { change, counts, entries, FullError, letterOf, put, rewrite, take } from './outbox-store.js';
import { keptEverywhere } from './page-records.js';
import { becomes, changed, showEverywhere } from './pages.js';
import { afterAnswers, ask } from './service-client.js';
import { urlFacts } from './tab-facts.js';

export const OUTBOX_ALARM = 'outbox';
const PAUSE = 2_000; // ms until a paper that the service is still fetching is tried again, while the worker lives
const SOON = 5; // tries after such a pause; then the alarm's, a minute each
const FETCHING = 10; // tries until it is saved with what its address says
const STUCK = 3; // tries until one that the service cannot take no longer holds up those behind it

/** Who waits for the answer to a save. @type {Set<{id: string, result: SaveResult | null}>} */
const askers = new Set();
/** Ids of orders that are being made whole. @type {Set<string>} */
const unready = new Set();
/** The sending that goes on. @type {Promise<Flushed> | null} */
let sending = null;
let onceMore = false; // something came in that it may have passed
let away = true; // nothing is known of the service, or that it could not be reached

/**
 * Save now, or as soon as the service can be reached. `instead` is what to save where the service can make nothing of
 * the order's page.
 * @param {SaveOrder} order
 * @param {Partial<Paper> | null} [instead]
 * @returns {Promise<SaveResult>}
 */
export async function save(order, instead = null) {
  const asker = { id: order.idempotency_key, result: /** @type {SaveResult | null} */ (null) };
  askers.add(asker);
  try {
    // Before anything else, so that a death in between is noticed.
    await Promise.all([setAlarm(OUTBOX_ALARM, 1), write(order, instead)]);
    await flush();
    if (asker.result) return asker.result;
    await becomes(workOf(order), { saved: true });
    return { waiting: await waiting() };
  } catch (error) {
    if (error instanceof FullError) return sendAlone(order);
    throw error;
  } finally {
    askers.delete(asker);
  }
}

/**
 * As `save`, of an order that is not whole yet: it is written down as it stands, should the worker die over the rest.
 * @param {SaveOrder} order
 * @param {() => Promise<SaveOrder>} whole
 * @returns {Promise<SaveResult>}
 */
export async function saveWhole(order, whole) {
  const id = order.idempotency_key;
  unready.add(id);
  try {
    await Promise.all([setAlarm(OUTBOX_ALARM, 1), write(order, null)]).catch(() => {}); // no room: `save` tells it
    order = await whole();
  } finally {
    unready.delete(id);
  }
  return save(order);
}

/** How many saves wait for the service. */
export const waiting = async () => (await counts()).waiting;

/** Send what waits, in its order. One sending at a time: whoever comes meanwhile waits for it. @returns {Promise<Flushed>} */
export async function flush() {
  onceMore = true;
  let flushed;
  do {
    sending ??= round().finally(() => (sending = null));
    flushed = await sending;
    // What came while it told how it went was passed by, or is being sent by somebody else who saw that first.
  } while (onceMore || sending);
  return flushed;
}

/** The service answered something: what waited only for that is sent. */
export const serviceIsThere = () => void (away && !sending && flush());
afterAnswers(serviceIsThere);

/** What the reader does with what waits or was refused. @param {import('../shared/messages.js').OutboxMessage["act"]} act @param {string} id */
export async function act(act, id) {
  if (act === 'discard') {
    const thrown = await take(id);
    await show();
    if (thrown) void changed(); // its star may stand in a page
    return { ...(await standing()), ...(thrown && { thrown }) };
  }
  const letter = id ? await letterOf(id) : undefined;
  if (act !== 'send' && letter) {
    await write(act === 'link' ? asLink(letter.order) : letter.order, letter.instead);
    await setAlarm(OUTBOX_ALARM, 1);
  }
  return flush();
}

/** What was thrown away stands again where it stood, or at the end. @param {OutboxEntry} entry @param {Letter} letter */
export async function keepAgain(entry, letter) {
  await put(entry, letter);
  await show();
}

/** @param {SaveOrder} order @param {Partial<Paper> | null} instead */
async function write(order, instead) {
  const known =
    instead ?? (order.facts ? paperOfFacts(order.facts) : order.key ? await shownPaper(order.key) : null);
  const entry = {
    id: order.idempotency_key,
    at: new Date().toISOString(),
    work: workOf(order),
    title: titleOf(known && order.key ? { ...order, paper: known } : order),
    url: addressOf(order),
    tries: 0,
    refused: null,
  };
  await put(entry, { order, instead: known });
}

/** The paper as a page of a tab shows it: the service knows by their key those of the last pages, and only while it runs. @param {string} key */
async function shownPaper(key) {
  for (const [, { answer }] of await keptEverywhere()) {
    const found = [...(answer?.papers ?? []), ...(answer?.related?.items ?? [])].find((paper) => paper.key === key);
    if (found) return { ...found, hits: undefined, reasons: undefined };
  }
  return key.startsWith('arxiv:') ? paperOfAddress(addressOf({ key, idempotency_key: '' })) : null;
}

/** Just the address and the title, for a page of which the service can make nothing. @param {SaveOrder} order @returns {SaveOrder} */
function asLink(order) {
  const url = addressOf(order);
  const paper = { key: workOf(order), title: titleOf(order), url };
  return { ...order, facts: undefined, fields: undefined, key: undefined, saved: undefined, paper };
}

/** @returns {Promise<Flushed>} */
async function round() {
  let sent = 0;
  let unasked = 0;
  /** @type {Trouble | null} */
  let trouble = null;
  while (onceMore) {
    onceMore = false;
    /** Works of which an earlier save could not go: the later ones wait behind it. @type {Set<string>} */
    const held = new Set();
    trouble = null;
    away = false;
    for (const { id } of await entries()) {
      const entry = (await entries()).find((one) => one.id === id);
      if (!entry || entry.refused || unready.has(id) || held.has(entry.work)) continue;
      const became = await send(entry);
      if ('unasked' in became) {
        sent += Number(became.what === 'sent');
        unasked += Number(became.unasked);
      } else {
        held.add(entry.work);
        trouble = became.trouble;
        away = became.what === 'away';
        if (away) break;
      }
    }
  }
  await show();
  if (trouble) await setAlarm(OUTBOX_ALARM, 1);
  // Stars and lists stand where they stood when the reader was not asked; whoever asked draws anew what it shows.
  if (unasked) await changed();
  return { sent, waiting: await waiting(), trouble };
}

/** Where everything stands, with nothing sent. @returns {Promise<Flushed>} */
const standing = async () => ({ sent: 0, waiting: await waiting(), trouble: null });
/** On the toolbar button of every tab. */
const show = async () => {
  await showWaiting();
  await showEverywhere();
};

/**
 * @typedef {{what: "sent" | "settled", unasked: boolean} | {what: "later" | "passed" | "away", trouble: Trouble}} Became
 *   settled: it waits no more; unasked: nobody waits for the answer; passed: those behind it may go; away: nobody can go
 */

/** @param {OutboxEntry} entry @returns {Promise<Became>} */
async function send(entry) {
  const letter = await letterOf(entry.id);
  if (!letter) {
    await take(entry.id); // it was sent, and the worker died before it could strike it out
    return { what: 'settled', unasked: true };
  }
  try {
    const saved = await ask('POST', '/library', letter.order);
    const told = tell(entry.id, { saved });
    await take(entry.id);
    return { what: 'sent', unasked: !told };
  } catch (error) {
    return refusedOrKept(entry, letter, error);
  }
}

/** @param {OutboxEntry} entry @param {Letter} letter @param {unknown} error @returns {Promise<Became>} */
async function refusedOrKept(entry, letter, error) {
  const trouble = asTrouble(error);
  const status = error instanceof ServiceError && error.kind === 'error' ? error.status : 0;
  const { instead } = letter;
  const isNone = trouble.code === 'no_paper' || (status === 404 && !(await isComing(entry, letter)));
  if (instead && isNone) {
    const order = { ...letter.order, facts: undefined, key: undefined, paper: instead };
    await rewrite(entry.id, { order, instead: null });
    return send({ ...entry, tries: 0 });
  }
  const tries = entry.tries + 1;
  if (instead && status === 404) {
    await change(entry.id, { tries });
    if (tries <= SOON) setTimeout(() => void flush(), PAUSE);
    return { what: 'later', trouble };
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    const told = tell(entry.id, { trouble });
    // Nothing is lost with a bare key whose reader hears of it now.
    if (told && isBare(letter.order)) await take(entry.id);
    else await change(entry.id, { refused: trouble });
    return { what: 'settled', unasked: !told };
  }
  // A disk that is full is so for every save; any other error may be this one's own.
  const own = (status >= 500 && trouble.code !== 'storage') || trouble.kind === 'slow';
  if (own) await change(entry.id, { tries });
  return { what: own && tries > STUCK ? 'passed' : 'away', trouble };
}

/** Whether the service is fetching the paper still; being asked for its page, it begins to. @param {OutboxEntry} entry @param {Letter} letter */
async function isComing({ tries }, { order, instead }) {
  if (!instead || instead.authors?.length || tries >= FETCHING) return false;
  const facts = urlFacts(order.facts?.url ?? instead.url ?? '');
  /** @type {MatchAnswer | null} */
  const answer = await ask('POST', '/match', { facts }).catch(() => null);
  return answer === null || answer.page.pending || answer.papers.length > 0;
}

/** Nothing of the reader's own is in it. @param {SaveOrder} order */
const isBare = (order) => Boolean(order.key) && !order.note && !order.tags?.length && !order.fields && !order.stars;

/** Whether somebody waited for it. @param {string} id @param {SaveResult} result */
function tell(id, result) {
  const asked = [...askers].filter((asker) => asker.id === id);
  for (const asker of asked) asker.result = result;
  return asked.length > 0;
}

/** There is no room to keep it: it goes now or not at all. @param {SaveOrder} order @returns {Promise<SaveResult>} */
async function sendAlone(order) {
  await flush();
  try {
    return { saved: await ask('POST', '/library', order) };
  } catch (error) {
    const gone = error instanceof ServiceError && error.kind === 'error' && error.status < 500;
    return { trouble: gone ? asTrouble(error) : { kind: 'error', code: 'outbox_full', message: '', hint: '' } };
  }
}
