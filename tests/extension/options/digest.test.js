import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { begin, drawn, said, service } from './section.js';
import { event } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { digest } from '../../../extension/options/digest.js';
import { until } from '../until.js';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** @type {any} */
let settings;
/** @type {any[]} */
let changes;

beforeEach(() => {
  const last = { at: '', error: '', code: '', hint: '' };
  settings = {
    ...{ on: false, hour: 8, timezone: '', language: 'auto', notification: false, atom: { on: false, path: '' } },
    mail: { on: false, to: '', from: '', host: '', port: 0, security: 'starttls', user: '', password: false, last },
  };
  changes = [];
  const now = { day: '2026-06-19', due: false, told: { notification: '', mail: '' }, total: 3, items: [], next: '' };
  const unheard = { code: 'digest_mail_auth', error: 'The mail server refused the password.', hint: 'Type it anew.' };
  begin({
    'GET /digest/settings': () => ({ body: settings }),
    'PATCH /digest/settings': ({ body }) => {
      changes.push(body);
      const { password, ...mail } = body.mail ?? {};
      const moved = settings.mail.host && mail.host !== undefined && mail.host !== settings.mail.host; // as the service has it
      const kept = password === undefined ? settings.mail.password && !moved : password !== '';
      settings = { ...settings, ...body, mail: { ...settings.mail, ...mail, password: kept } };
      return { body: settings };
    },
    'GET /digest': () => ({ body: { ...now, next: settings.on ? '2026-06-20T08:00:00Z' : '' } }),
    'GET /digest/preview': () => ({ body: { subject: '3 new papers', text: '<b>words</b>', html: '<i></i>', total: 3 } }),
    'POST /digest/mail/test': () => ({ body: { at: new Date().toISOString(), ...unheard } }),
    'POST /digest/atom': () => ({ body: { on: true, path: `/feed/${changes.push('atom')}.atom` } }),
    'DELETE /digest/atom': () => ({ body: { on: false, path: '' } }),
  });
});

const section = () => drawn(digest);
/** @param {Element} place @param {string} id @returns {any} */
const byId = (place, id) => place.querySelector(`#${id}`);
/** @param {any} box @param {boolean} checked */
function tick(box, checked) {
  box.checked = checked;
  box.dispatchEvent(event('change'));
}

test('it is off until a way is chosen, and says what would be told', async () => {
  const place = await section();
  await until(() => byId(place, 'digest-next').textContent);
  assert.match(byId(place, 'digest-next').textContent, /Off.*3 papers so far/);
  assert.equal(byId(place, 'digest-notification').checked, false);
  assert.equal(byId(place, 'digest-mail-form').hidden, true);
});

test('a notification is asked for in the click, and switches the digest on by this computer’s clock', async () => {
  const place = await section();
  tick(byId(place, 'digest-notification'), true);
  await until(() => changes.length);
  assert.deepEqual(changes, [{ timezone: HERE, language: 'en', notification: true, on: true }]);
  assert.ok(fake.permissions.has('notifications'));
  await until(() => fake.sent.length);
  assert.deepEqual(fake.sent, [{ type: 'digest' }], 'the background looks for it at once');
  tick(byId(place, 'digest-notification'), false);
  await until(() => changes.length === 2);
  assert.equal(changes[1].on, false, 'without any way there is none');
});

test('where the browser does not allow notifications it is said, and nothing is switched on', async () => {
  fake.allows = false;
  const place = await section();
  tick(byId(place, 'digest-notification'), true);
  await until(() => place.textContent?.includes('did not allow'));
  assert.equal(byId(place, 'digest-notification').checked, false);
  assert.deepEqual(changes, []);
});

test('mail is on once it is known where to; the password goes in and does not come back', async () => {
  const place = await section();
  tick(byId(place, 'digest-mail'), true);
  assert.deepEqual([byId(place, 'digest-mail-form').hidden, changes], [false, []]);
  const typed = { to: 'reader@example.org', host: 'smtp.example.org', user: 'reader', password: 'geheim' };
  for (const [name, value] of Object.entries(typed)) byId(place, `digest-${name}`).value = value;
  byId(place, 'digest-mail-form').reportValidity = () => true;
  byId(place, 'digest-mail-form').dispatchEvent(event('submit'));
  await until(() => said.length);
  const { mail, on } = changes[0];
  assert.deepEqual([on, mail.on, mail.to, mail.host, mail.password, mail.port], [true, true, ...Object.values(typed).slice(0, 2), 'geheim', 0]);
  assert.equal(byId(place, 'digest-password').value, '');
  assert.match(byId(place, 'digest-password').placeholder, /kept/);
  byId(place, 'digest-mail-form').dispatchEvent(event('submit'));
  await until(() => changes.length === 2);
  assert.equal('password' in changes[1].mail, false, 'what is not typed is not changed');
});

test('a password for another server is gone with it, which is told before anything is sent there', async () => {
  Object.assign(settings.mail, { on: true, to: 'reader@example.org', host: 'smtp.example.org', password: true });
  const place = await section();
  byId(place, 'digest-mail-form').reportValidity = () => true;
  byId(place, 'digest-host').value = 'mail.example.com';
  byId(place, 'digest-test').click();
  await until(() => byId(place, 'digest-last').textContent.includes('former server'));
  assert.deepEqual([changes.length, byId(place, 'digest-password').placeholder], [1, '']);
  byId(place, 'digest-test').click();
  await until(() => byId(place, 'digest-last').textContent.includes('refused'));
});

test('why a test mail did not go is told with how to mend it', async () => {
  Object.assign(settings.mail, { on: true, to: 'reader@example.org', host: 'smtp.example.org' });
  const place = await section();
  byId(place, 'digest-mail-form').reportValidity = () => true;
  byId(place, 'digest-test').click();
  await until(() => byId(place, 'digest-last').textContent.includes('refused'));
  assert.equal(byId(place, 'digest-last').textContent, 'The mail server refused the password. Type it anew.');
});

test('the address of the feed is made, and is replaced only by who says so twice', async () => {
  const place = await section();
  byId(place, 'atom-make').click();
  await until(() => byId(place, 'atom-renew'));
  assert.ok(place.textContent?.includes(`${service.address}/feed/1.atom`));
  byId(place, 'atom-renew').click();
  assert.ok(place.textContent?.includes('stops working'));
  assert.equal(changes.length, 1);
  byId(place, 'atom-sure').click();
  await until(() => place.textContent?.includes('/feed/2.atom'));
  byId(place, 'atom-end').click();
  byId(place, 'atom-sure').click();
  await until(() => byId(place, 'atom-make'));
});

test('the mail is shown as words', async () => {
  const place = await section();
  const fold = byId(place, 'digest-preview');
  fold.open = true;
  fold.dispatchEvent(event('toggle'));
  await until(() => fold.querySelector('pre'));
  assert.equal(fold.querySelector('pre').textContent, '<b>words</b>');
});
