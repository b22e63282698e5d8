/** @file What a mark in the page asked for: the brief of a paper, or why it is marked. The popup opens on it, once. */

import { readSession, removeSession } from '../shared/browser.js';

const FRESH = 10_000; // ms: a popup that the browser did not open must not show it later

/** @typedef {{what: "brief" | "why", key: string}} Asked */

/** Null if nothing was asked for over this tab. @param {number} tabId @returns {Promise<Asked | null>} */
export async function whatWasAsked(tabId) {
  const asked = await readSession('asked');
  if (asked?.tabId !== tabId) return null;
  await removeSession('asked');
  return Date.now() - asked.at < FRESH ? { what: asked.what, key: asked.key } : null;
}
