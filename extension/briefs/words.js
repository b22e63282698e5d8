/** @file What the page calls a brief: its title, its kind, its language and length, what of it was checked. */

import { date, plural, t } from '../shared/i18n.js';

/** In their own words, whatever language the page has. @type {[Brief["language"], string][]} */
export const LANGUAGES = [
  ['en', 'English'],
  ['zh_CN', '简体中文'],
];

/** What it is about: its paper, or of several how many they are. @param {Brief} brief */
export function titleOf({ kind, keys, papers }) {
  const [first] = papers;
  return kind === 'several' || !first ? plural('briefsOf', keys.length) : first.title;
}

/** "One paper", "Beside 5 related papers". @param {Brief} brief */
export function kindOf({ kind, keys }) {
  if (kind === 'paper') return t('briefsPaper');
  return kind === 'beside' ? plural('briefsBeside', keys.length - 1) : t('briefsSeveral');
}

/** "One paper · Short · English · 21 Nov 2026". @param {Brief} brief */
export function factsOf(brief) {
  const language = LANGUAGES.find(([name]) => name === brief.language)?.[1] ?? '';
  return [kindOf(brief), t(`length_${brief.length}`), language, date(brief.updated)].filter(Boolean).join(' · ');
}

/** "12 of 12 statements checked". @param {Brief} brief */
export function checkedOf({ statements }) {
  const supported = statements.filter(({ problems }) => problems.length === 0).length;
  return statements.length ? plural('briefChecked', statements.length, supported) : '';
}
