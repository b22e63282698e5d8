/** @file The number on the toolbar button: how much of this page is on the radar. Nothing when it is nothing. */

import { showBadge } from '../shared/browser.js';
import { plural } from '../shared/i18n.js';

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
  const count = hitsOf(answer);
  const text = count > 999 ? '999+' : count ? String(count) : '';
  const title = count
    ? `Paper Radar · ${plural(answer?.page.kind === 'listing' ? 'badgePapers' : 'badgeHits', count)}`
    : 'Paper Radar';
  await quietly(showBadge(tabId, text, ACCENT, title));
}

/** A sign for a moment, after what was done without the popup. @param {number} tabId @param {boolean} well @param {string} title */
export const showSign = (tabId, well, title) =>
  quietly(showBadge(tabId, well ? '✓' : '!', well ? ACCENT : WARM, title));

/** The tab may be closed by now; then there is nothing to show. @param {Promise<void>} shown */
const quietly = (shown) => shown.catch(() => {});
