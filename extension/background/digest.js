/**
 * @file The day's digest as a notification: asked for when it is due, shown once, and it leads to the feed.
 *
 * The service notes that it was told before it is shown, and says who was the first: of two browsers, or of one that is
 * started anew, one shows it. Who dies in the moment between has not shown it: rather never than twice.
 */

import { mayNotify, notify, openPage, openWindow, ownAddress, setAlarm } from '../shared/browser.js';
import { plural } from '../shared/i18n.js';
import { ask } from './service-client.js';

export const DIGEST_ALARM = 'digest';

const FEED = 'feed/feed.html';
const NAMED = 3; // papers, the best
const LONGEST = 100; // characters of a title
const LEAST = 3; // min between two looks: what is due may wait for papers that are just coming in
const MOST = 60; // min; the reader may choose another hour elsewhere
const AWAY = 15; // min until a service that is away is asked again

/** Show the digest if one is due, and look again when the next one will be. Nothing is asked where no notification may be shown. */
export async function lookForDigest(now = Date.now()) {
  if (!(await mayNotify())) return;
  let pause = AWAY;
  try {
    const settings = await ask('GET', '/digest/settings');
    if (!settings.on || !settings.notification) return; // whoever switches it on says so
    const digest = /** @type {Digest} */ (await ask('GET', '/digest'));
    if (digest.due && !digest.told.notification) await tell(digest);
    pause = pauseUntil(digest.next, now);
  } catch {
    // The service is away, which the popup says: the digest can wait.
  }
  await setAlarm(DIGEST_ALARM, pause);
}

/** @param {Digest} digest */
async function tell(digest) {
  const { first } = await ask('POST', '/digest/told', { day: digest.day, how: 'notification' });
  if (first) await notify(`${DIGEST_ALARM} ${digest.day}`, plural('digestTold', digest.total), best(digest));
}

/** The best three, a line each; and how many more there are. @param {Digest} digest */
export function best({ items, total }) {
  const titles = items.slice(0, NAMED).map(({ title }) => short(title.replace(/[\s\p{Cc}]+/gu, ' ').trim()));
  const more = total - titles.length;
  return [...titles, more > 0 && plural('digestMore', more)].filter(Boolean).join('\n');
}

/** @param {string} title */
const short = (title) => (title.length > LONGEST ? `${title.slice(0, LONGEST - 1).trimEnd()}…` : title);

/** Minutes. @param {string} next ISO 8601, or "" @param {number} now */
function pauseUntil(next, now) {
  const minutes = (Date.parse(next) - now) / 60_000 + 0.5; // just after it
  return Number.isNaN(minutes) ? MOST : Math.min(MOST, Math.max(LEAST, minutes));
}

/** The reader pressed a notification; on some systems no window need be open. @param {string} id */
export async function digestPressed(id) {
  if (id.startsWith(DIGEST_ALARM)) await openPage(FEED).catch(() => openWindow(ownAddress(FEED)));
}
