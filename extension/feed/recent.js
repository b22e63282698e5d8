/** @file The searches that the reader made last, kept in this browser. */

import { readLocal, removeLocal, writeLocal } from '../shared/browser.js';

const NAME = 'searches';
const MOST = 12;

/** The latest first. @returns {Promise<string[]>} */
export async function recent() {
  const kept = await readLocal(NAME);
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
}

/** @param {string} q */
export async function remember(q) {
  const text = q.trim();
  if (text.length < 2) return;
  const before = (await recent()).filter((one) => one.toLowerCase() !== text.toLowerCase());
  await writeLocal({ [NAME]: [text, ...before].slice(0, MOST) });
}

export const forget = () => removeLocal(NAME);
