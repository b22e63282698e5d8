/** @file What is kept in storage.session of the page in each tab, under the tab's name. */

import { readSession, readWholeSession, writeSession } from '../shared/browser.js';

/** @param {number} tabId */
export const nameOf = (tabId) => `page:${tabId}`;

/** What is kept of the tab's page. @param {number} tabId @returns {Promise<PageRecord | null>} */
export const kept = async (tabId) => (await readSession(nameOf(tabId))) ?? null;

/** @param {number} tabId @param {PageRecord} record */
export const keep = (tabId, record) => writeSession({ [nameOf(tabId)]: record });

/** All that are kept. @returns {Promise<[number, PageRecord][]>} */
export const keptEverywhere = async () =>
  Object.entries(await readWholeSession())
    .filter(([name]) => name.startsWith('page:'))
    .map(([name, record]) => [Number(name.slice('page:'.length)), record]);
