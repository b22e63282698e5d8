/** @file What the popup shows when there is no answer to show, and what to do about it: each state helps itself out. */

import { openOptions, openTab } from '../shared/browser.js';
import { command } from '../shared/command.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { pairCode } from '../shared/pair-code.js';
import { sentence, told } from '../shared/troubles.js';
import { checkHealth, connection } from '../background/service-client.js';

const RUN = 'make run';
const SERVE = '.venv/bin/paper-radar serve --open';
const PAIR = '.venv/bin/paper-radar pair --open';

/** The dot's class for a trouble, or for none. @param {Trouble | null} trouble */
export function dotOf(trouble) {
  if (!trouble || trouble.kind === 'error') return 'connected';
  if (trouble.kind === 'unreadable') return 'unknown';
  return trouble.kind === 'unpaired' ? 'unpaired' : 'down';
}

/** @param {Trouble} trouble @param {() => void} retry */
export function trouble(trouble, retry) {
  if (trouble.kind === 'unpaired') return unpaired(retry);
  const again = el('button.primary', { type: 'button', id: 'retry', onclick: retry }, t('retry'));
  const options = el('button', { type: 'button', onclick: () => void openOptions() }, t('checkConnection'));
  const { title, hint, detail } = told(trouble);
  const body = [el('h1', null, title), hint && el('p', null, hint), detail && el('small', null, detail)];
  if (trouble.kind === 'down') body.push(command(RUN), el('small', null, t('orCommand')), command(SERVE));
  if (trouble.kind === 'unreadable') return el('div.state', { role: 'alert' }, ...body);
  return el('div.state', { role: 'alert' }, ...body, el('div.row', null, again, options));
}

/** A line above an answer that was kept from before the trouble. @param {Trouble} trouble @param {string} when @param {() => void} retry */
export function keptNotice(trouble, when, retry) {
  return el(
    'div.notice.danger',
    { role: 'alert' },
    `${told(trouble).title} ${t('keptAnswer', when)} `,
    el('button.link', { type: 'button', id: 'retry', onclick: retry }, t('retry')),
    trouble.kind === 'down' && command(RUN),
  );
}

/** @param {() => void} retry */
function unpaired(retry) {
  const { input, hand } = pairCode(async () => (await connection()).address);
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
  void running().then((address) => {
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

/** The address at which our service answers, or "". */
async function running() {
  const { address } = await connection();
  return checkHealth(address).then(
    () => address,
    () => '',
  );
}

/** Shown only when an answer takes its time: nothing may flash. */
export const loading = () => el('div.state', { 'aria-busy': 'true' }, el('p', null, t('loading')));

/** Above the paper of a reader who follows nobody yet. */
export const emptyRadar = () => el('div.notice.warm', null, t('emptyRadar'));
