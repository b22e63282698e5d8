import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { ago, date, dayOf, exactly, loadLanguage, locale, moment, number, parts, plural, t } from '../../../extension/shared/i18n.js';

// The one file that the code fetches: its own messages.
globalThis.fetch = async (url) =>
  new Response(
    readFileSync(new URL(`../../../extension/${String(url).slice(fake.origin.length + 1)}`, import.meta.url)),
  );
const NOW = new Date('2026-11-21T12:00:00Z');

beforeEach(async () => {
  fake.restart();
  fake.speak('en');
  await loadLanguage();
});

test('the browser’s language is followed', async () => {
  assert.equal(t('save'), 'Save');
  fake.speak('zh_CN');
  await loadLanguage();
  assert.equal(locale(), 'zh_CN');
  assert.equal(t('save'), '收藏');
});

test('the reader’s own choice wins over the browser’s, and can be taken back', async () => {
  await fake.local.set({ language: 'zh_CN' });
  await loadLanguage();
  assert.equal(t('following', 'Difan Zou'), '已关注 Difan Zou。');
  await loadLanguage('auto');
  assert.equal(t('following', 'Difan Zou'), 'Following Difan Zou.');
});

test('a value with a dollar sign stays as it is', async () => {
  await loadLanguage('zh_CN');
  assert.equal(t('following', '$1 $$ $L_1$'), '已关注 $1 $$ $L_1$。');
});

test('elements keep their place in the sentence, whichever the language puts first', async () => {
  const name = { name: true };
  assert.deepEqual(parts('becauseAuthor', name), ['by ', name, ', whom you follow']);
  await loadLanguage('zh_CN');
  assert.deepEqual(parts('becauseAuthor', name), ['你关注的 ', name, ' 的论文']);
});

test('numbers and plurals are the language’s', async () => {
  assert.equal(number(1284), '1,284');
  assert.equal(plural('newThisWeek', 1), '1 new paper this week');
  assert.equal(plural('newThisWeek', 1284), '1,284 new papers this week');
  await loadLanguage('zh_CN');
  assert.equal(plural('newThisWeek', 1), '本周 1 篇新论文');
});

test('a date is as precise as it is known', async () => {
  assert.equal(date('2026-06-17'), '17 Jun 2026');
  assert.equal(date('2026-06-17T22:30:00-08:00'), '17 Jun 2026');
  assert.equal(date('2026-06'), 'Jun 2026');
  assert.equal(date('2026'), '2026');
  assert.equal(date('in press'), '');
  assert.equal(date(''), '');
  await loadLanguage('zh_CN');
  assert.equal(date('2026-06-17'), '2026年6月17日');
});

test('times are told from now', async () => {
  assert.equal(ago('2026-11-21T10:00:00Z', NOW), '2h ago');
  assert.equal(ago('2026-11-20T11:00:00Z', NOW), 'yesterday');
  assert.equal(ago('2026-11-21T11:59:40Z', NOW), 'just now');
  assert.equal(ago('', NOW), '');
  assert.equal(ago('2026-11-21T10:00:00Z', NOW, 'long'), '2 hours ago');
  await loadLanguage('zh_CN');
  assert.equal(ago('2026-11-21T10:00:00Z', NOW), '2小时前');
});

test('a time near now is told no longer than needed, on the reader’s own clock', async () => {
  const at = (/** @type {[number, number, number]} */ ...[day, hour, minute]) =>
    new Date(2026, 10, day, hour, minute).toISOString();
  const now = new Date(2026, 10, 20, 13, 0); // a Friday
  assert.equal(moment(at(20, 14, 5), now), '14:05');
  assert.equal(moment(at(23, 2, 0), now), 'Mon 02:00');
  assert.equal(moment(at(29, 9, 30), now), '29 Nov 09:30');
  assert.equal(exactly(at(20, 14, 5)), '20 Nov 2026, 14:05');
  assert.equal(exactly(''), '');
  await loadLanguage('zh_CN');
  assert.equal(moment(at(23, 2, 0), now), '周一 02:00');
});

test('the day of the last visit is told as one says it', async () => {
  const on = (/** @type {number} */ day) => new Date(2026, 10, day, 9, 5).toISOString();
  const now = new Date(2026, 10, 20, 13, 0); // a Friday
  assert.equal(dayOf(on(20), now), '09:05');
  assert.equal(t('newSince', 1284, dayOf(on(19), now)), '1,284 new since Thursday');
  assert.equal(dayOf(on(3), now), '3 Nov');
  await loadLanguage('zh_CN');
  assert.equal(t('newSince', 12, dayOf(on(19), now)), '星期四以来新增 12 篇');
  assert.equal(t('newSince', 12, dayOf(on(3), now)), '11月3日以来新增 12 篇');
});
