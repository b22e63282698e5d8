/** @file Connection: pair by a code, another address, disconnect, and the list of what is wrong and how to mend it. */

import { connect, connection, DEFAULT_ADDRESS, normalAddress } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { tell } from '../shared/messages.js';
import { pairCode } from '../shared/pair-code.js';
import { told } from '../shared/troubles.js';
import { checkList } from './checks.js';
import { fieldForm } from './field-form.js';

/** @param {HTMLElement} body @param {Page} page */
export async function connectionSection(body, { toast, again }) {
  const { address, token } = await connection();
  const checks = el('div', null);
  const where = el('input', { id: 'address', value: address, spellcheck: 'false', placeholder: DEFAULT_ADDRESS });
  const { input: code, hand } = pairCode(() => normalAddress(where.value) || address);

  const keepAddress = async () => {
    const wanted = normalAddress(where.value);
    if (!wanted) return toast.fail({ kind: 'error', code: 'address', message: '', hint: '' });
    // A token belongs to the service that gave it: another address gets none of it.
    if (wanted !== address) await connect(wanted, '');
    await again();
  };

  const pair = async () => {
    const answer = await hand();
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
    fieldForm(t('pairByHand'), code, t('connect'), pair),
    fieldForm(t('serviceAddress'), where, t('keep'), keepAddress),
    token && el('button', { type: 'button', id: 'disconnect', onclick: () => void disconnect() }, t('disconnect')),
  );
  await checkList(checks).catch((error) => fill(checks, el('p.error', null, told(error).title)));
}
