/** @file Connection: pair by a code, another address, disconnect, and the list of what is wrong and how to mend it. */

import { connect, connection, DEFAULT_ADDRESS, normalAddress } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { askToPair, tell } from '../shared/messages.js';
import { told } from '../shared/troubles.js';
import { checkList } from './checks.js';

/** @param {HTMLElement} body @param {import('./index.js').Page} page */
export async function connectionSection(body, { toast, again }) {
  const { address, token } = await connection();
  const checks = el('div', null);
  const where = el('input', { id: 'address', value: address, spellcheck: 'false', placeholder: DEFAULT_ADDRESS });
  const code = el('input', {
    id: 'code',
    maxlength: 20,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'ABCD2345',
  });

  /** @param {Event} event */
  const keepAddress = async (event) => {
    event.preventDefault();
    const wanted = normalAddress(where.value);
    if (!wanted) return toast.fail({ kind: 'error', code: 'address', message: '', hint: '' });
    // A token belongs to the service that gave it: another address gets none of it.
    if (wanted !== address) await connect(wanted, '');
    await again();
  };

  /** @param {Event} event */
  const pair = async (event) => {
    event.preventDefault();
    const answer = await askToPair({ type: 'pair', code: code.value, service: normalAddress(where.value) || address });
    if (!answer.ok) return toast.fail(answer.trouble);
    toast.say(t('paired'));
    await again();
  };

  const disconnect = async () => {
    await tell({ type: 'disconnect' });
    toast.say(t('disconnected'));
    await again();
  };

  fill(
    body,
    checks,
    el(
      'form',
      { onsubmit: (/** @type {Event} */ event) => void pair(event) },
      el(
        'label.field',
        null,
        el('span', null, t('pairByHand')),
        el('div.row', null, code, el('button', { type: 'submit' }, t('connect'))),
      ),
    ),
    el(
      'form',
      { onsubmit: (/** @type {Event} */ event) => void keepAddress(event) },
      el(
        'label.field',
        null,
        el('span', null, t('serviceAddress')),
        el('div.row', null, where, el('button', { type: 'submit' }, t('keep'))),
      ),
    ),
    token && el('button', { type: 'button', id: 'disconnect', onclick: () => void disconnect() }, t('disconnect')),
  );
  await checkList(checks).catch((error) => fill(checks, el('p.error', null, told(error).title)));
}
