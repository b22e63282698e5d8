/** @file The brief that a mark in the page asked for: the popup opens on it, once. */

import { readSession, removeSession } from '../shared/browser.js';

const FRESH = 10_000; // ms: a popup that the browser did not open must not show it later

/** Key of the paper, "" if none was asked for. @param {number} tabId @returns {Promise<string>} */
export async function askedBrief(tabId) {
  const asked = await readSession('open-brief');
  if (asked?.tabId !== tabId) return '';
  await removeSession('open-brief');
  return Date.now() - asked.at < FRESH ? asked.key : '';
}
