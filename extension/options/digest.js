/** @file The daily digest: at which hour, and the ways by which it is told. It is on where one of them is. */

import { ask } from '../background/service-client.js';
import { askToNotify, mayNotify } from '../shared/browser.js';
import { el, fill } from '../shared/dom.js';
import { locale, moment, plural, t } from '../shared/i18n.js';
import { tell } from '../shared/messages.js';
import { atomPart } from './digest-atom.js';
import { mailPart } from './digest-mail.js';
import { previewPart } from './digest-preview.js';
import { failed } from './failed.js';

const PATH = '/digest/settings';
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** In their own words. @type {["en" | "zh_CN", string][]} */
const LANGUAGES = [
  ['en', 'English'],
  ['zh_CN', '简体中文'],
];

/** @typedef {Partial<Omit<DigestSettings, "mail">> & {mail?: Partial<Omit<DigestMail, "password">> & {password?: string}}} Change */
/** @typedef {(change: Change) => Promise<boolean>} Changing whether it went well */

/** The zone of this computer's clock, by its IANA name. */
const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {HTMLElement} body @param {Page} page */
export async function digest(body, { toast, again }) {
  try {
    const [settings, allowed] = /** @type {[DigestSettings, boolean]} */ (
      await Promise.all([ask('GET', PATH), mayNotify()])
    );
    const next = el('p.muted', { id: 'digest-next', 'aria-live': 'polite' });
    const preview = previewPart();

    /** @type {Changing} */
    const change = async (changed) => {
      const { mail } = changed;
      const on = (changed.notification ?? settings.notification) || (mail?.on ?? settings.mail.on);
      // Who begins has said neither: the hour is by this computer's clock, the words are those of these options.
      const begun = { timezone: settings.timezone || zoneHere(), language: spoken(settings) };
      try {
        Object.assign(settings, await ask('PATCH', PATH, { ...begun, ...changed, on }));
      } catch (error) {
        toast.fail(error);
        return false;
      }
      preview.forget();
      await Promise.all([tell({ type: 'digest' }), sayNext()]);
      return true;
    };

    async function sayNext() {
      const now = await ask('GET', '/digest').catch(() => null);
      next.textContent = now ? nextOf(settings, /** @type {Digest} */ (now)) : '';
    }

    fill(
      body,
      whenPart(settings, change),
      next,
      notificationPart(settings, allowed, change),
      mailPart(settings, { toast, change }),
      atomPart(settings, toast),
      preview.element,
    );
    await sayNext();
  } catch (error) {
    fill(body, failed(error, again));
  }
}

/** @param {DigestSettings} settings */
const spoken = ({ language }) => (language === 'auto' ? locale() : language);

/** @param {DigestSettings} settings @param {Digest} now */
function nextOf({ on }, now) {
  const papers = now.total ? plural('digestSoFar', now.total) : t('digestSoFarNone');
  if (!on) return [t('digestOff'), papers].join(' · ');
  const due = now.due ? plural('digestToday', now.total) : papers;
  return now.next ? [t('digestNext', moment(now.next)), due].join(' · ') : due;
}

/** The hour, whose clock it goes by, and the language. @param {DigestSettings} settings @param {Changing} change */
function whenPart(settings, change) {
  const clock = el('p.muted', { id: 'digest-clock' });
  const hour = el(
    'select',
    { id: 'digest-hour', 'aria-describedby': 'digest-clock', onchange: () => void change({ hour: Number(hour.value) }).then(draw) },
    ...HOURS.map((value) => el('option', { value, selected: value === settings.hour }, `${String(value).padStart(2, '0')}:00`)),
  );
  const language = el(
    'select',
    {
      id: 'digest-language',
      onchange: () => void change({ language: /** @type {"en" | "zh_CN"} */ (language.value) }),
    },
    ...LANGUAGES.map(([value, name]) => el('option', { value, selected: value === spoken(settings) }, name)),
  );

  function draw() {
    const [kept, here] = [settings.timezone || zoneHere(), zoneHere()];
    const move = async () => {
      await change({ timezone: here });
      draw();
      hour.focus();
    };
    const other = kept !== here && el('button.link', { type: 'button', id: 'digest-zone', onclick: () => void move() }, t('digestZoneHere', here));
    fill(clock, t('digestZone', kept), other && ' ', other);
  }
  draw();
  return el(
    'div.when',
    null,
    el('label.field', null, el('span', null, t('digestHour')), hour),
    el('label.field', null, el('span', null, t('digestLanguage')), language),
    clock,
  );
}

/** @param {DigestSettings} settings @param {boolean} allowed @param {Changing} change */
function notificationPart(settings, allowed, change) {
  const note = el('p.note', { role: 'status' });
  const box = el('input', {
    type: 'checkbox',
    id: 'digest-notification',
    'aria-describedby': 'digest-notification-how',
    onchange: async () => {
      const wanted = box.checked;
      // The browser asks only in the very moment of the click.
      const may = !wanted || (await askToNotify().catch(() => false));
      fill(note, may ? '' : t('digestNotAllowed'));
      box.checked = may ? wanted : false;
      if (may && !(await change({ notification: wanted }))) box.checked = settings.notification;
    },
  });
  box.checked = settings.notification && allowed;
  if (settings.notification && !allowed) fill(note, t('digestElsewhere'));
  return el(
    'div.way',
    null,
    el('label.check', null, box, el('span', null, t('digestNotification'))),
    el('p.muted.below', { id: 'digest-notification-how' }, t('digestNotificationHow')),
    note,
  );
}
