/** @file The line about saves that wait for the service or were refused by it, and the list of them with what to do. */

import { onStored, readLocal } from './browser.js';
import { copyButton } from './command.js';
import { el, fill, keepingFocus, link } from './dom.js';
import { locale, moment, plural, t } from './i18n.js';
import { askOutbox, tell } from './messages.js';
import { sentence } from './troubles.js';

const ON_ITS_WAY = 1_000; // ms in which a save is not said to wait: every save is written down for a moment

/**
 * Draws itself anew whenever the outbox changes; empty, it is hidden (with `always`, it says that nothing waits).
 * @param {Toast} toast
 * @param {{sent?: () => unknown, always?: boolean}} [more] `sent`: saves that had waited have reached the library
 */
export function outboxLine(toast, { sent = () => {}, always = false } = {}) {
  const element = el('div.outbox', { hidden: true });
  let open = always;
  let before = 0;
  let later = 0;

  const draw = async () => {
    const all = /** @type {OutboxEntry[]} */ ((await readLocal('outbox')) ?? []);
    const entries = all.filter((entry) => entry.refused || !isOnItsWay(entry));
    clearTimeout(later);
    if (entries.length < all.length) later = Number(setTimeout(draw, ON_ITS_WAY));
    const refused = entries.filter((entry) => entry.refused);
    const waiting = entries.length - refused.length;
    if (waiting < before) sent();
    before = waiting;
    element.hidden = !always && !entries.length;
    element.classList.toggle('clear', !entries.length);
    keepingFocus(() =>
      fill(
        element,
        el(
          'p',
          { role: 'status' },
          !entries.length && t('outboxEmpty'),
          waiting > 0 && el('span.waits', null, plural('waitingSaves', waiting)),
          refused.length > 0 && el('span.refused', null, saying(refused, open)),
        ),
        entries.length > 0 &&
          el(
            'div.row',
            null,
            waiting > 0 && button('outbox-send', t('tryNow'), send),
            !always && button('outbox-look', t(open ? 'hideThem' : 'lookAtThem'), look, { 'aria-expanded': String(open) }),
          ),
        open && entries.length > 0 && el('ul', null, ...entries.map(row)),
      ),
    );
  };

  const look = async () => {
    open = !open;
    await draw();
  };

  const send = async () => {
    const { trouble, waiting } = await askOutbox('send');
    if (trouble && waiting) toast.say(trouble.kind === 'down' ? t('stillAway') : sentence(trouble));
    else toast.say(t('outboxSent'));
  };

  /** @param {OutboxEntry} entry */
  const row = (entry) =>
    el(
      'li',
      null,
      el('strong', null, entry.url ? link(entry.url, null, entry.title) : entry.title),
      el('small', null, entry.refused ? sentence(entry.refused) : t('waitsSince', moment(entry.at))),
      el(
        'div.row',
        null,
        entry.refused && button(`retry-${entry.id}`, t('retry'), () => again('retry', entry)),
        entry.refused && entry.url && button(`link-${entry.id}`, t('saveLinkOnly'), () => again('link', entry)),
        copyButton(() => letterOf(entry), t('copyAsJson')),
        button(`discard-${entry.id}`, t('throwAway'), () => discard(entry)),
      ),
    );

  /** @param {"retry" | "link"} act @param {OutboxEntry} entry */
  const again = async (act, entry) => {
    const { waiting } = await askOutbox(act, entry.id);
    const left = /** @type {OutboxEntry[]} */ ((await readLocal('outbox')) ?? []).find(({ id }) => id === entry.id);
    if (!left) toast.say(t('outboxSent'));
    else if (left.refused) toast.fail(left.refused);
    else toast.say(plural('waitingSaves', waiting));
  };

  /** @param {OutboxEntry} entry */
  const discard = async (entry) => {
    const { thrown } = await askOutbox('discard', entry.id);
    if (thrown) toast.say(t('thrownAway', entry.title), () => void tell({ type: 'keep', ...thrown }));
  };

  onStored('local', (changes) => void (changes.outbox && draw()));
  void draw();
  return element;
}

/** @param {OutboxEntry} entry */
const isOnItsWay = ({ at }) => {
  const age = Date.now() - Date.parse(at);
  return age >= 0 && age < ON_ITS_WAY; // of another time than this clock's: it waits
};

/** How many were refused; of a single one, why, unless it stands below. @param {OutboxEntry[]} refused @param {boolean} open */
const saying = (refused, open) =>
  plural('refusedSaves', refused.length) +
  (refused.length === 1 && !open ? (locale() === 'en' ? ': ' : '：') + sentence(refused[0]?.refused) : '');

/** @param {string} id @param {string} text @param {() => unknown} act @param {import('./dom.js').Properties} [properties] */
const button = (id, text, act, properties) =>
  el('button.quiet', { type: 'button', id, onclick: () => void act(), ...properties }, text);

/** What was to be sent, for whoever wants to keep it elsewhere. @param {OutboxEntry} entry */
const letterOf = async (entry) => JSON.stringify(await readLocal(`outbox:${entry.id}`), null, 2);
