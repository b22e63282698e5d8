/** @file The digest by e-mail: where to, by which server, and what became of the last one. The password goes in and never comes back. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { ago, locale, t } from '../shared/i18n.js';
import { told } from '../shared/troubles.js';

/** The usual port of each. @type {Record<DigestMail["security"], number>} */
const PORTS = { starttls: 587, tls: 465, none: 25 };

/** @param {DigestSettings} settings @param {{toast: Toast, change: import('./digest.js').Changing}} page */
export function mailPart(settings, { toast, change }) {
  const box = el('input', { type: 'checkbox', id: 'digest-mail', 'aria-expanded': 'false', 'aria-controls': 'digest-mail-form', onchange: () => void turn() });
  const last = el('p.note', { id: 'digest-last', role: 'status' });
  const { mail } = settings;
  const to = field('to', { type: 'email', value: mail.to, maxlength: 320, autocomplete: 'email', required: true });
  const host = field('host', { value: mail.host, maxlength: 253, pattern: '[A-Za-z0-9.:\\-]+', placeholder: 'smtp.example.org', required: true });
  const user = field('user', { value: mail.user, maxlength: 320 });
  const password = field('password', { type: 'password', maxlength: 1000, autocomplete: 'new-password' });
  const from = field('from', { type: 'email', value: mail.from, maxlength: 320 });
  const security = el(
    'select',
    { id: 'digest-security', onchange: () => usual() },
    .../** @type {DigestMail["security"][]} */ (Object.keys(PORTS)).map((value) =>
      el('option', { value, selected: value === mail.security }, { starttls: 'STARTTLS', tls: t('digestTls'), none: t('digestNoTls') }[value]),
    ),
  );
  const port = field('port', { type: 'number', min: 1, max: 65535, value: mail.port || '' });
  const forget = el('button.link', { type: 'button', id: 'digest-forget', onclick: () => void forgotten() }, t('digestForget'));
  const test = el('button', { type: 'button', id: 'digest-test', onclick: () => void tried() }, t('digestTest'));
  const form = el(
    'form.mail',
    { id: 'digest-mail-form', onsubmit: (/** @type {Event} */ event) => void submit(event) },
    labelled(to, t('digestTo')),
    labelled(from, t('digestFrom')),
    labelled(host, t('digestHost')),
    el('div.pair', null, labelled(security, t('digestSecurity')), labelled(port, t('digestPort'))),
    labelled(user, t('digestUser')),
    labelled(password, t('digestPassword'), el('small', null, t('digestPasswordHow'), ' ', forget)),
    el('div.row', null, el('button.primary', { type: 'submit', id: 'digest-keep' }, t('keep')), test),
  );

  /** What hangs on what is typed: the usual port, and what a password is asked for. */
  function usual() {
    port.placeholder = String(PORTS[/** @type {DigestMail["security"]} */ (security.value)]);
    password.placeholder = settings.mail.password ? t('digestPasswordKept') : '';
    forget.hidden = !settings.mail.password;
  }

  /** @param {boolean} open */
  function unfold(open) {
    form.hidden = !open;
    box.setAttribute('aria-expanded', String(open));
  }

  async function turn() {
    unfold(box.checked);
    if (box.checked && !(settings.mail.to && settings.mail.host)) return to.focus(); // it is on once they are kept
    if (box.checked === settings.mail.on) return;
    if (!(await change({ mail: { on: box.checked } }))) box.checked = settings.mail.on;
    unfold(box.checked);
  }

  /** Whether what is typed is kept now, and nothing more must be typed. */
  async function keep() {
    if (!form.reportValidity()) return false;
    const typed = {
      ...{ on: box.checked, to: to.value.trim(), from: from.value.trim(), user: user.value.trim() },
      ...{ host: host.value.trim(), port: port.valueAsNumber || 0 },
      security: /** @type {DigestMail["security"]} */ (security.value),
    };
    const had = settings.mail.password;
    if (!(await change({ mail: { ...typed, ...(password.value && { password: password.value }) } }))) return false;
    password.value = '';
    usual();
    if (!had || settings.mail.password) return true;
    // The service gives it to no other server than it was typed for.
    fill(last, t('digestPasswordGone'));
    password.focus();
    return false;
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (await keep()) toast.say(t('digestMailKept', settings.mail.to));
  }

  async function forgotten() {
    if (!(await change({ mail: { password: '' } }))) return;
    usual();
    password.focus();
  }

  async function tried() {
    if (!(await keep())) return;
    test.disabled = true;
    fill(last, t('digestTesting'));
    try {
      settings.mail.last = await ask('POST', '/digest/mail/test', {});
      sayLast(true);
    } catch (error) {
      fill(last, ...mending(error));
    }
    test.disabled = false;
    test.focus();
  }

  /** @param {boolean} [now] a test mail has just been sent */
  function sayLast(now = false) {
    const { at, error, code, hint } = settings.mail.last;
    if (error) {
      const when = now || !at ? '' : ` (${ago(at)})`;
      return fill(last, ...mending({ kind: 'error', code, message: error, hint }), when);
    }
    fill(last, now ? t('digestTested', settings.mail.to) : at && t('digestLast', ago(at)));
  }

  box.checked = mail.on;
  usual();
  unfold(mail.on);
  sayLast();
  return el(
    'div.way',
    null,
    el('label.check', null, box, el('span', null, t('digestMail'))),
    el('p.muted.below', null, t('digestMailHow')),
    el('div.below', null, form, last),
  );
}

/** @param {unknown} error */
function mending(error) {
  const { title, hint, detail } = told(error);
  return [el('span.error', null, title), hint && locale() === 'en' && ' ', hint, detail && el('small', null, ` ${detail}`)];
}

/** @param {string} name @param {import('../shared/dom.js').Properties} properties */
const field = (name, properties) => el('input', { id: `digest-${name}`, spellcheck: 'false', autocomplete: 'off', ...properties });

/** @param {HTMLElement} input @param {string} name @param {HTMLElement} [below] */
const labelled = (input, name, below) => el('div.field', null, el('label', { for: input.id }, name), input, below);
