/** @file What is to be saved of a page that the popup shows: its facts go with the order, unless another page is there now. */

import { save, saveWhole } from './outbox.js';
import { contentOf } from './pdf.js';
import { factsOfTab, fitting } from './tab-facts.js';

const MOVED = {
  kind: 'error',
  code: 'moved',
  message: 'Another page is in this tab by now.',
  hint: 'Open the popup again and save what it shows.',
};

/**
 * @param {SaveOrder} order
 * @param {import('../shared/messages.js').ShownPage} [page]
 * @param {Partial<Paper>} [instead] what to save where the service knows no paper of the order's key
 * @returns {Promise<SaveResult>}
 */
export async function saveShown(order, page, instead) {
  if (!page) return save(order, instead);
  const facts = await factsOfTab(page.tabId);
  if (facts?.url !== page.url) return { trouble: MOVED };
  // A PDF takes a while to be read: the order stands meanwhile.
  const whole = async () => ({ ...order, ...(await contentOf(page.tabId, facts)) });
  return saveWhole({ ...order, facts: fitting(facts) }, whole);
}
