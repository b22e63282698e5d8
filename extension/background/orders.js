/** @file What is to be saved of a page that the popup shows: its facts go with the order, unless another page is there now. */

import { contentOf } from './pdf.js';
import { factsOfTab } from './tab-facts.js';

const MOVED = {
  kind: 'error',
  code: 'moved',
  message: 'Another page is in this tab by now.',
  hint: 'Open the popup again and save what it shows.',
};

/**
 * @param {SaveOrder} order
 * @param {import('../shared/messages.js').ShownPage} [page]
 * @returns {Promise<SaveOrder | {trouble: Trouble}>}
 */
export async function orderOf(order, page) {
  if (!page) return order;
  const facts = await factsOfTab(page.tabId);
  return facts?.url === page.url ? { ...order, ...(await contentOf(page.tabId, facts)) } : { trouble: MOVED };
}
