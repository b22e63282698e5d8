/** @file The record of a saved paper, and the tags that complete one being typed. */

import { ask } from '../background/service-client.js';
import { ServiceError } from '../shared/troubles.js';

/** What is saved under this key; null where nothing is, or the service is away. @param {string} key "": nothing @param {typeof ask} [service] @returns {Promise<Saved | null>} */
export async function savedPaper(key, service = ask) {
  if (!key) return null;
  try {
    return await service('GET', `/library/${encodeURIComponent(key)}`);
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

/** @param {string} prefix @returns {Promise<import('../shared/tag-field.js').Offered[]>} */
export const complete = async (prefix) =>
  (await ask('GET', `/library/tags?${new URLSearchParams({ prefix, limit: '12' })}`)).tags;
