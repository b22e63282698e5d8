/** @file What a page shows in place of an answer that the service did not give, and what to do about it. */

import { openOptions, openTab } from './browser.js';
import { command } from './command.js';
import { el, fill } from './dom.js';
import { t } from './i18n.js';
import { pairCode } from './pair-code.js';
import { sentence, told } from './troubles.js';

export const RUN = 'make run';
const SERVE = '.venv/bin/paper-radar serve --open';
const PAIR = '.venv/bin/paper-radar pair --open';

/** @typedef {{connection: () => Promise<{address: string}>, checkHealth: (address: string) => Promise<unknown>}} Client service-client.js */

/** @param {Trouble} trouble @param {() => void} retry @param {Client} client */
export function troubleState(trouble, retry, client) {
  if (trouble.kind === 'unpaired') return unpaired(retry, client);
  const again = el('button.primary', { type: 'button', id: 'retry', onclick: retry }, t('retry'));
  const options = el('button', { type: 'button', onclick: () => void openOptions() }, t('checkConnection'));
  const { title, hint, detail } = told(trouble);
  const body = [el('h1', null, title), hint && el('p', null, hint), detail && el('small', null, detail)];
  if (trouble.kind === 'down') body.push(command(RUN), el('small', null, t('orCommand')), command(SERVE));
  if (trouble.kind === 'unreadable') return el('div.state', { role: 'alert' }, ...body);
  return el('div.state', { role: 'alert' }, ...body, el('div.row', null, again, options));
}

/** @param {() => void} retry @param {Client} client */
function unpaired(retry, client) {
  const { input, hand } = pairCode(async () => (await client.connection()).address);
  input.setAttribute('aria-label', t('pairingCode'));
  const problem = el('p.error', { role: 'alert', hidden: true });
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    const answer = await hand();
    if (answer.ok) return retry();
    problem.hidden = false;
    problem.textContent = sentence(answer.trouble);
  };
  const steps = el('div.steps', null);
  fill(steps, el('p', null, t('unpairedHow')), command(RUN));
  void running(client).then((address) => {
    if (!address) return;
    const open = el('button', { type: 'button', onclick: () => void openTab(`${address}/pair`) }, t('openPairPage'));
    fill(steps, el('p', null, t('unpairedRunning')), command(PAIR), el('div.row', null, open));
  });
  return el(
    'div.state',
    null,
    el('h1', null, t('unpaired')),
    steps,
    el('hr', null),
    el(
      'form',
      { onsubmit: (/** @type {Event} */ event) => void submit(event) },
      el(
        'label',
        null,
        el('p', null, t('orCode')),
        el('div.row', null, input, el('button', { type: 'submit' }, t('connect'))),
      ),
    ),
    problem,
  );
}

/** The address at which our service answers, or "". @param {Client} client */
async function running(client) {
  const { address } = await client.connection();
  return client.checkHealth(address).then(
    () => address,
    () => '',
  );
}
