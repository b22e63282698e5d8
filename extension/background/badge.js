/**
 * @file The toolbar button's number: how many saves wait for the service, else how much of this page is on the radar.
 *
 * What waits comes first, on every tab, in another colour and with an arrow, so that the two are told apart without the
 * colour too: while it stands there the service is away, and a number of hits is an old one. The title says both.
 */

import { showBadge } from '../shared/browser.js';
import { plural } from '../shared/i18n.js';
import { counts } from './outbox-store.js';

const ACCENT = '#0f6b60';
const WARM = '#8a5a00';

/**
 * On a paper's page the entries found in it; on a listing the papers that hit.
 * @param {MatchAnswer | null} answer
 */
export function hitsOf(answer) {
  if (!answer) return 0;
  if (answer.page.kind === 'listing') return answer.counts.hits;
  return answer.papers.reduce((sum, paper) => sum + (paper.muted ? 0 : paper.hits.length), 0);
}

/** @param {number} tabId @param {MatchAnswer | null} answer */
export async function showHits(tabId, answer) {
  await quietly(show(tabId, answer));
}

/** What waits, on the tabs that have no page of ours. */
export async function showWaiting() {
  await quietly(show(undefined, null));
}

/** A sign for a moment, of what is done without the popup. @param {number} tabId @param {"…" | "✓" | "!"} sign @param {string} title */
export const showSign = (tabId, sign, title) => quietly(showBadge(tabId, sign, sign === '!' ? WARM : ACCENT, title));

/** @param {number | undefined} tabId @param {MatchAnswer | null} answer */
async function show(tabId, answer) {
  const { waiting, refused } = await counts();
  const hits = hitsOf(answer);
  const title = [
    'Paper Radar',
    waiting && plural('waitingSaves', waiting),
    refused && plural('refusedSaves', refused),
    hits && plural(answer?.page.kind === 'listing' ? 'badgePapers' : 'badgeHits', hits),
  ].filter(Boolean);
  const text = waiting ? `↑${waiting > 99 ? '99+' : waiting}` : hits > 999 ? '999+' : hits ? String(hits) : '';
  const colour = waiting || (refused && !hits) ? WARM : ACCENT;
  await showBadge(tabId, text || (refused ? '!' : ''), colour, title.join(' · '));
}

/** The tab may be closed by now; then there is nothing to show. @param {Promise<void>} shown */
const quietly = (shown) => shown.catch(() => {});
