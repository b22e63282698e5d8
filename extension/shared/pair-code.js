/** @file The pairing code typed by hand: the field for it, and the code handed over. */

import { el } from './dom.js';
import { askToPair } from './messages.js';

/** @param {() => string | Promise<string>} address of the service that showed the code */
export function pairCode(address) {
  const how = { id: 'code', maxlength: 20, autocomplete: 'off', spellcheck: 'false', placeholder: 'ABCD2345' };
  const input = el('input', how);
  return { input, hand: async () => askToPair({ type: 'pair', code: input.value, service: await address() }) };
}
