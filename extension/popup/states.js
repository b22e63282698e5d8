/** @file What the popup shows when there is no answer to show, and what to do about it: each state helps itself out. */

import { keysOf, openOptions } from '../shared/browser.js';
import { command } from '../shared/command.js';
import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { RUN, troubleState } from '../shared/trouble-state.js';
import { told } from '../shared/troubles.js';
import { waysFrom } from '../shared/ways.js';
import { checkHealth, connection } from '../background/service-client.js';

/** The dot's class for a trouble, or for none. @param {Trouble | null} trouble */
export function dotOf(trouble) {
  if (!trouble || trouble.kind === 'error') return 'connected';
  if (trouble.kind === 'unreadable') return 'unknown';
  return trouble.kind === 'unpaired' ? 'unpaired' : 'down';
}

/** @param {Trouble} trouble @param {() => void} retry */
export const trouble = (trouble, retry) => troubleState(trouble, retry, { connection, checkHealth });

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

/** Above a page that can be saved all the same: what is saved waits. @param {Trouble} trouble @param {() => void} retry */
export function awayNotice(trouble, retry) {
  const { title, hint } = told(trouble);
  return el(
    'div.notice.danger',
    { role: 'alert' },
    el('p', null, el('b', null, title), ' ', t('savedMeanwhile')),
    hint && el('p', null, hint),
    trouble.kind === 'down' && command(RUN),
    el(
      'p',
      null,
      el('button.link', { type: 'button', id: 'retry', onclick: retry }, t('retry')),
      ' · ',
      el('button.link', { type: 'button', onclick: () => void openOptions() }, t('checkConnection')),
    ),
  );
}

/** Shown only when an answer takes its time: nothing may flash. @param {PageRecord["reading"]} [pdf] how far it is read */
export const loading = (pdf) =>
  el('div.state', { 'aria-busy': 'true' }, el('p', null, pdf ? t('pdfReading', megabytes(pdf)) : t('loading')));

/** @param {{read: number, size: number}} bytes */
const megabytes = ({ read, size }) =>
  `${[read, size].filter(Boolean).map((bytes) => (bytes / 1e6).toFixed(1)).join(' / ') || '0.0'} MB`;

/** Above the paper of a reader who follows nobody yet. */
export const emptyRadar = () => el('div.notice.warm', null, t('emptyRadar'));

/** Beside a page that nobody has read: browsers show a page to the panel only where a permission or a click of the toolbar button lets it. */
export function unread() {
  const how = el('p', null, t('panelUnreadHow'));
  void keysOf('_execute_action').then((keys) => keys && how.append(' ', t('panelUnreadKeys', keys)));
  return el(
    'div.state',
    null,
    el('h1', null, t('panelUnread')),
    el('p', null, t('panelUnreadWhich')),
    how,
    el('div.ways.row', null, ...waysFrom('options')),
  );
}
