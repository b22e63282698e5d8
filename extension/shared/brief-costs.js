/** @file What a brief took and what is left: its tokens, the day's budget, and the account's limits with their end. */

import { el } from './dom.js';
import { number, plural, t, time } from './i18n.js';

/**
 * @typedef {object} Rates As the model's answer told them; times are ISO 8601.
 * @property {number | null} requests_left
 * @property {number | null} requests_limit
 * @property {string | null} requests_reset
 * @property {number | null} tokens_left
 * @property {number | null} tokens_limit
 * @property {string | null} tokens_reset
 */
/** @typedef {{today: {tokens: number, briefs: number}, daily_tokens: number, rates: Rates | null}} Usage `daily_tokens` 0: no budget */

const FEW = 10; // requests left, from which on they are worth a word
const SOON = 120; // s: a limit that is back within them is counted down

/** "3 requests left; resets in 12 s". @param {Usage} usage @param {Date} now @returns {string[]} */
export function left({ today, daily_tokens: daily, rates }, now) {
  const lines = [];
  if (daily > 0) lines.push(t('briefDaily', today.tokens, daily));
  if (!rates) return lines;
  const { requests_left: requests, tokens_left: tokens, tokens_limit: limit } = rates;
  if (requests !== null && requests <= FEW && ahead(rates.requests_reset, now))
    lines.push(resets(plural('briefRequests', requests), rates.requests_reset, now));
  if (tokens !== null && limit && tokens < limit && ahead(rates.tokens_reset, now))
    lines.push(resets(t('briefTokensLeft', tokens, limit), rates.tokens_reset, now));
  return lines;
}

/** Seconds to go, 0 if it is over. @param {string | null} iso @param {Date} now */
const ahead = (iso, now) => Math.max(0, Math.ceil((Date.parse(iso ?? '') - now.getTime()) / 1000)) || 0;

/** @param {string} what @param {string | null} iso @param {Date} now */
function resets(what, iso, now) {
  const seconds = ahead(iso, now);
  return seconds <= SOON ? t('briefResetsIn', what, number(seconds)) : t('briefResetsAt', what, time(iso ?? ''));
}

/** The line below a brief: it counts down while it is on the page. @param {() => Promise<Usage>} ask */
export function costsLine(ask) {
  const element = el('p.costs.kicker', null);
  let took = '';
  /** @type {Usage | null} */
  let usage = null;
  let timer = 0;

  function draw() {
    clearTimeout(timer);
    const lines = usage ? left(usage, new Date()) : [];
    element.textContent = [took, ...lines].filter(Boolean).join(' · ');
    element.hidden = !element.textContent;
    const { rates } = usage ?? {};
    const counting = rates && [rates.tokens_reset, rates.requests_reset].some((reset) => ahead(reset, new Date()) > 0);
    if (counting && element.isConnected) timer = Number(setTimeout(draw, 1_000));
  }

  return {
    element,
    /** While another is being written. */
    clear() {
      [took, usage] = ['', null];
      draw();
    },
    /** @param {Brief} brief that was just shown: what it took is told, what is left asked for */
    async show({ tokens }) {
      took = tokens > 0 ? plural('briefTokens', tokens) : '';
      draw();
      usage = await ask().catch(() => null);
      draw();
    },
  };
}
