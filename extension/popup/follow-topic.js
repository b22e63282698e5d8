/** @file The small field that follows a topic, with suggestions from what this page shares with its related papers. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';

const MOST = 6;

/**
 * What to offer: words that most related papers share with the page, phrases before single words; then its categories.
 * What is on the radar already is not offered.
 * @param {PaperAnswer} paper
 * @param {Related | null} related
 * @returns {{kind: "topic" | "category", value: string}[]}
 */
export function suggestions(paper, related) {
  const followed = new Set(paper.hits.map((hit) => hit.value.toLowerCase()));
  /** @type {Map<string, {value: string, count: number}>} */
  const counted = new Map();
  for (const value of (related?.items ?? []).flatMap((item) => item.shared)) {
    const before = counted.get(value.toLowerCase());
    counted.set(value.toLowerCase(), { value: before?.value ?? value, count: (before?.count ?? 0) + 1 });
  }
  /** @param {{value: string, count: number}} word */
  const weight = ({ value, count }) => count * (/[\s-]/.test(value) ? 2 : 1);
  const ranked = [...counted.values()]
    .filter(({ value }) => !followed.has(value.toLowerCase()) && value.length > 2)
    .sort((a, b) => weight(b) - weight(a) || a.value.localeCompare(b.value));
  /** @type {string[]} */
  const topics = [];
  for (const { value } of ranked) {
    // "Event cameras" is enough: beside it, "event" and "cameras for robots" say nothing new.
    if (topics.length < MOST && !topics.some((other) => within(value, other) || within(other, value)))
      topics.push(value);
  }
  const categories = paper.categories
    .filter((value) => !followed.has(value.toLowerCase()))
    .slice(0, 2)
    .map((value) => ({ kind: /** @type {const} */ ('category'), value }));
  return [...topics.map((value) => ({ kind: /** @type {const} */ ('topic'), value })), ...categories];
}

/** Whether the words stand, whole, in the longer words. @param {string} words @param {string} longer */
const within = (words, longer) => ` ${longer} `.toLowerCase().includes(` ${words} `.toLowerCase());

/**
 * @param {{kind: "topic" | "category", value: string}[]} offered
 * @param {(kind: "topic" | "category", value: string) => void} follow
 * @param {() => void} close
 */
export function followTopic(offered, follow, close) {
  const input = el('input', {
    id: 'topic',
    maxlength: 200,
    placeholder: t('placeholder_topic'),
    'aria-label': t('topic'),
  });
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const value = input.value.trim();
    if (value) follow('topic', value);
  };
  /** @param {KeyboardEvent} event */
  const escape = (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  return el(
    'form.follow',
    { onsubmit: submit, onkeydown: escape },
    el('div.field', null, input, el('button', { type: 'submit' }, t('follow'))),
    offered.length > 0 &&
      el(
        'div.suggestions',
        { role: 'group', 'aria-label': t('suggestions') },
        ...offered.map(({ kind, value }) =>
          el('button', { type: 'button', title: t('followThis', value), onclick: () => follow(kind, value) }, value),
        ),
      ),
  );
}
