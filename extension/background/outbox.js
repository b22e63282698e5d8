/** @file Saving: what the reader wants to keep goes to the service, once. */

import { asTrouble } from '../shared/troubles.js';
import { ask } from './service-client.js';

/** @param {SaveOrder} order @returns {Promise<SaveResult>} */
export async function save(order) {
  try {
    return { saved: await ask('POST', '/library', order) };
  } catch (error) {
    return { trouble: asTrouble(error) };
  }
}
