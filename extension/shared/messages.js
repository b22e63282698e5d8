/** @file The messages between pages, popup, options and background: who may send which, and what each must hold. */

import { ownAddress, ownId, send } from './browser.js';

/**
 * @typedef {{type: "page", facts: PageFacts}} PageMessage a content script read its page
 * @typedef {{type: "pair", code: string, service: string}} PairMessage the pairing page, or a code typed by hand
 * @typedef {{type: "look", tabId: number, order?: string, text?: boolean}} LookMessage ask for the page in this tab anew
 * @typedef {{type: "batch", tabId: number, order: string, offset: number}} BatchMessage another slice of the related papers
 * @typedef {{type: "changed", tabId: number}} ChangedMessage radar or library changed, by the popup over this tab (-1: none)
 * @typedef {{tabId: number, url: string}} ShownPage a page that the popup shows: the tab, and what was its address
 * @typedef {{type: "save", order: SaveOrder, page?: ShownPage, instead?: Partial<Paper>}} SaveMessage save a paper now, or when the service is there again;
 *   with `page`, the facts of that page go with the order; `instead` is saved where the service knows no such key
 * @typedef {"save" | "unsave" | "dismiss" | "restore" | "brief" | "popup" | "hide"} Act
 * @typedef {{type: "act", act: Act, key: string}} ActMessage the reader does something on a mark in the page: `restore` undoes
 *   dismiss, `brief` and `popup` open the popup, `hide` turns the site's marks off; key "" where no paper is meant
 * @typedef {{type: "outbox", act: "send" | "retry" | "link" | "discard", id: string}} OutboxMessage what waits or was refused: see outbox.js
 * @typedef {{type: "keep", entry: OutboxEntry, letter: Letter}} KeepMessage what was thrown away is taken back
 * @typedef {{type: "digest"}} DigestMessage the reader chose anew when and how the digest is told
 * @typedef {{type: "disconnect"}} DisconnectMessage
 * @typedef {PageMessage | PairMessage | LookMessage | BatchMessage | ChangedMessage | SaveMessage | ActMessage | OutboxMessage | KeepMessage | DigestMessage | DisconnectMessage} Message
 */

/** @typedef {{ok: true, version: string} | {ok: false, trouble: Trouble}} PairAnswer */
/** @typedef {{answer: MatchAnswer} | {trouble: Trouble}} BatchAnswer */

const PAPER_HOSTS = /^https:\/\/(?:(?:www\.|export\.)?arxiv\.org|huggingface\.co)\//;
const PAIR_PAGE = /^http:\/\/127\.0\.0\.1(?::\d+)?\/pair(?:[?#]|$)/;

/** @param {unknown} value */
const isText = (value) => typeof value === 'string';
/** @param {unknown} value */
const isTab = (value) => Number.isInteger(value);

const ACTS = new Set(['save', 'unsave', 'dismiss', 'restore', 'brief', 'popup', 'hide']);

/** What each message must hold. @type {Record<Message["type"], (message: any) => boolean>} */
const HOLDS = {
  page: (message) => typeof message.facts === 'object' && message.facts !== null && isText(message.facts.url),
  pair: (message) => isText(message.code) && message.code.length <= 40 && isText(message.service),
  look: (message) => isTab(message.tabId),
  batch: (message) => isTab(message.tabId) && isText(message.order) && Number.isInteger(message.offset),
  changed: (message) => isTab(message.tabId),
  save: (message) =>
    typeof message.order === 'object' &&
    isText(message.order?.idempotency_key) &&
    (message.page === undefined || (isTab(message.page?.tabId) && isText(message.page.url))) &&
    (message.instead === undefined || isText(message.instead?.title)),
  act: (message) => ACTS.has(message.act) && isText(message.key) && message.key.length <= 2_000,
  outbox: (message) => /^(?:send|retry|link|discard)$/.test(message.act) && isText(message.id),
  keep: (message) => isText(message.entry?.id) && typeof message.letter?.order === 'object',
  digest: () => true,
  disconnect: () => true,
};

/**
 * The message, if this sender may send it and it holds what it must; else null. The extension's own pages may send all
 * but `page` and `act`; a content script may tell of its page and of what is done on its marks, and on the pairing page
 * hand over the code. Nobody else is heard.
 * @param {any} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Message | null}
 */
export function accepted(message, sender) {
  if (sender.id !== ownId() || !Object.hasOwn(HOLDS, message?.type ?? '')) return null;
  const type = /** @type {Message["type"]} */ (message.type);
  if (!HOLDS[type](message)) return null;
  const url = sender.url ?? '';
  if (url.startsWith(ownAddress())) return type === 'page' || type === 'act' ? null : message;
  if (sender.tab === undefined || sender.frameId !== 0) return null;
  if (type === 'page' && PAPER_HOSTS.test(url) && message.facts.url.startsWith(new URL(url).origin + '/'))
    return message;
  if (type === 'act' && PAPER_HOSTS.test(url)) return message;
  if (type === 'pair' && PAIR_PAGE.test(url) && new URL(url).origin === message.service) return message;
  return null;
}

/** Once more where the worker died over it; for what can be asked twice. @param {Message} message */
const sendTwice = (message) => send(message).catch(() => send(message));

/** @type {(message: LookMessage) => Promise<PageRecord>} */
export const askForPage = (message) => sendTwice(message);
/** @type {(message: BatchMessage) => Promise<BatchAnswer>} */
export const askForBatch = (message) => sendTwice(message);
/** @type {(message: PairMessage) => Promise<PairAnswer>} */
export const askToPair = (message) => send(message);
/** The same order saves once, however often it is sent. @type {(order: SaveOrder, page?: ShownPage, instead?: Partial<Paper>) => Promise<SaveResult>} */
export const askToSave = (order, page, instead) =>
  sendTwice({ type: 'save', order, ...(page && { page }), ...(instead && { instead }) });
/** @type {(act: OutboxMessage["act"], id?: string) => Promise<Flushed & {thrown?: {entry: OutboxEntry, letter: Letter}}>} */
export const askOutbox = (act, id = '') => sendTwice({ type: 'outbox', act, id });
/** @type {(message: ChangedMessage | KeepMessage | DigestMessage | DisconnectMessage) => Promise<void>} */
export const tell = (message) => sendTwice(message);
