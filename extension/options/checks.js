/** @file The check list of the connection: each step that must hold, whether it does, and how to mend it. */

import { ask, checkHealth, connection } from '../background/service-client.js';
import { askToReach, mayReach } from '../shared/browser.js';
import { command } from '../shared/command.js';
import { el, fill } from '../shared/dom.js';
import { ago, t } from '../shared/i18n.js';
import { asTrouble, sentence, told } from '../shared/troubles.js';

const LOOPBACK = 'http://127.0.0.1/*';

/** @typedef {{name: string, state: "good" | "bad" | "unknown", said?: string, mend?: (Node | string)[]}} Check */

/**
 * Walk the steps; after the first that fails, the rest cannot be known.
 * @param {{mayReach: typeof mayReach, checkHealth: typeof checkHealth, ask: typeof ask, connection: typeof connection}} world
 * @param {() => void} again
 * @returns {Promise<Check[]>}
 */
export async function walk(world, again) {
  const { address, token } = await world.connection();
  /** @type {{name: string, check: () => Promise<Omit<Check, "name">>}[]} */
  const steps = [
    {
      name: 'permission',
      check: async () =>
        (await world.mayReach(LOOPBACK)) ? { state: 'good' } : { state: 'bad', mend: [grant(again)] },
    },
    { name: 'service', check: () => health(() => world.checkHealth(address), address) },
    { name: 'paired', check: () => paired(world, token) },
    { name: 'papers', check: () => papers(world) },
  ];
  /** @type {Check[]} */
  const checks = [];
  for (const { name, check } of steps) {
    const failed = checks.some(({ state }) => state === 'bad');
    checks.push({ name, ...(failed ? { state: /** @type {const} */ ('unknown') } : await check()) });
  }
  return checks;
}

/** @param {HTMLElement} body */
export async function checkList(body) {
  const again = () => void checkList(body);
  const checks = await walk({ mayReach, checkHealth, ask, connection }, again);
  fill(
    body,
    el('ul.checks', { 'aria-label': t('checks') }, ...checks.map(line)),
    el('div.row.after', null, el('button', { type: 'button', id: 'check', onclick: again }, t('checkAgain'))),
  );
}

const MARKS = { good: '✓', bad: '✕', unknown: '–' };

/** @param {Check} check */
const line = ({ name, state, said, mend }) =>
  el(
    'li',
    { class: state },
    el('span.mark', { 'aria-label': t(`check_${state}`), role: 'img' }, MARKS[state]),
    el('span', null, t(`check_${name}`), said ? el('span.muted', null, ` · ${said}`) : null),
    mend && el('div.mend', null, ...mend),
  );

/** @param {() => void} again */
function grant(again) {
  // The question must be the first thing after the click, or the browser does not ask.
  const act = () => void askToReach(LOOPBACK).then(again);
  return el('button', { type: 'button', onclick: act }, t('grant'));
}

/** @param {() => Promise<{version: string}>} check @param {string} address @returns {Promise<Omit<Check, "name">>} */
async function health(check, address) {
  try {
    const { version } = await check();
    return { state: 'good', said: `${address} · ${version}` };
  } catch (error) {
    const start = asTrouble(error).kind === 'down' ? [command('make run')] : [];
    return { state: 'bad', said: address, mend: [sentence(error), ...start] };
  }
}

/** @param {{ask: typeof ask}} world @param {string} token @returns {Promise<Omit<Check, "name">>} */
async function paired(world, token) {
  const mend = [t('check_paired_mend'), command('.venv/bin/paper-radar pair --open')];
  if (!token) return { state: 'bad', mend };
  try {
    await world.ask('GET', '/settings');
    return { state: 'good' };
  } catch (error) {
    return { state: 'bad', mend: asTrouble(error).kind === 'unpaired' ? mend : [told(error).title] };
  }
}

/** @param {{ask: typeof ask}} world @returns {Promise<Omit<Check, "name">>} */
async function papers(world) {
  const { sources } = await world.ask('GET', '/refresh');
  const last = sources
    .map((/** @type {{last_success: string}} */ source) => source.last_success)
    .sort()
    .at(-1);
  return last ? { state: 'good', said: t('updated', ago(last)) } : { state: 'bad', mend: [t('check_papers_mend')] };
}
