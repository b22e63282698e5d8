/** @file Following from a paper of the feed: a menu on the name of an author, and a dialog with all that a paper offers. */

import { openOptions } from '../shared/browser.js';
import { openDialog } from '../shared/dialog.js';
import { el, fill, keepingFocus } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { whole, toggled } from './address.js';
import { openMenu } from './menu.js';

const AUTHORS = 12; // of a longer list, those who are followed and the last one, too
const TOPICS = 10;

/** @typedef {ReturnType<typeof import('../shared/radar-acts.js').createRadarActs>} RadarActs */
/** @typedef {{kind: Kind, value: string}} Wish */

/**
 * What can be done with an author: each name says of itself who it is taken for.
 * @param {import('./acts.js').FeedPage} page @param {RadarActs} radar
 * @param {FeedItem} item @param {number} author @param {HTMLElement} button
 */
export function authorMenu(page, radar, item, author, button) {
  const name = item.authors[author] ?? '';
  const hit = item.hits.find((one) => one.kind === 'author' && one.index === author);
  const asked = page.asked();
  openMenu(button, name, [
    !hit && { name: t('followAuthor', name), act: () => void radar.follow('author', name, item.key) },
    hit &&
      !asked.entries.includes(hit.entry_id) && {
        name: t('feedActOnlyOf', hit.value),
        act: () => page.go(toggled({ ...asked, q: '' }, 'entry', hit.entry_id)),
      },
    {
      name: t('feedActAllOf', name),
      act: () => page.go({ ...whole('radar'), q: `author:"${name.replaceAll('"', '')}"` }),
    },
    hit?.level === 'possible' && {
      name: t('samePerson'),
      note: t('feedActTakenFor', hit.value),
      act: () => void radar.judge(hit, item, true),
    },
    hit && { name: t('notThisPerson'), act: () => void radar.judge(hit, item, false) },
    hit?.level === 'match' && {
      name: t('unfollowAuthor', hit.value),
      act: () => void radar.unfollow(hit.entry_id),
    },
    hit?.rule === 'namesake' && { name: t('tellApart'), act: () => void openOptions() },
  ]);
}

/** What a paper offers to be followed. @param {FeedItem} item @returns {Wish[]} */
export function offered(item) {
  const followed = new Set(item.hits.filter(({ kind }) => kind === 'author').map(({ index }) => index));
  const last = item.authors.length - 1;
  const authors = item.authors.filter((_, index) => index < AUTHORS || index === last || followed.has(index));
  const topics = [...item.hits.filter(({ kind }) => kind === 'topic').map(({ value }) => value), ...item.keywords];
  /** @param {string[]} values */
  const once = (values) => [...new Map(values.filter(Boolean).map((value) => [value.toLowerCase(), value])).values()];
  return [
    ...once(authors).map((value) => ({ kind: /** @type {const} */ ('author'), value })),
    ...once(topics).slice(0, TOPICS).map((value) => ({ kind: /** @type {const} */ ('topic'), value })),
    ...once(item.categories).map((value) => ({ kind: /** @type {const} */ ('category'), value })),
  ];
}

/**
 * A dialog in which each is followed, or no longer, by a press.
 * @param {import('./acts.js').FeedPage} page @param {RadarActs} radar @param {FeedItem} item
 */
export async function openFollow(page, radar, item) {
  const body = el('div.follow', null);
  const input = el('input', { id: 'follow-topic', maxlength: 200, placeholder: t('placeholder_topic') });
  /** @type {Entry[]} */
  let entries = [];
  const dialog = openDialog(
    'follow-dialog',
    t('feedActFollowTitle'),
    el('p.muted', null, item.title),
    body,
    el(
      'form',
      {
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          const value = input.value.trim();
          if (!value) return;
          own.push({ kind: 'topic', value });
          input.value = '';
          void press({ kind: 'topic', value });
        },
      },
      el('label', { for: 'follow-topic' }, t('feedActOtherTopic')),
      el('div.field', null, input, el('button', { type: 'submit' }, t('follow'))),
    ),
    el('div.row', null, el('button', { type: 'button', onclick: () => dialog.close() }, t('close'))),
  );
  /** Topics that were typed here. @type {Wish[]} */
  const own = [];

  /** @param {Wish} wish */
  const entryOf = ({ kind, value }) =>
    entries.find(
      (entry) => entry.kind === kind && !entry.negative && names(entry).includes(value.toLowerCase()),
    ) ?? entries.find(({ id }) => item.hits.some((hit) => hit.entry_id === id && hit.kind === kind && hit.level === 'match' && hit.text === value));

  /** @param {Wish} wish */
  async function press(wish) {
    const entry = entryOf(wish);
    await (entry ? radar.unfollow(entry.id) : radar.follow(wish.kind, wish.value, wish.kind === 'author' ? item.key : ''));
    await draw();
  }

  async function draw() {
    await radar.attempt(async () => {
      ({ entries } = await page.ask('GET', '/radar'));
    });
    const wishes = [...offered(item), ...own];
    /** @param {Kind} kind @param {string} title */
    const group = (kind, title) => {
      const of = wishes.filter((wish, place) => wish.kind === kind && wishes.findIndex(same(wish)) === place);
      return of.length > 0 && el('section', null, el('h3', { id: `follow-${kind}` }, title), el('div.chips', { role: 'group', 'aria-labelledby': `follow-${kind}` }, ...of.map(chip)));
    };
    keepingFocus(() =>
      fill(body, group('author', t('feedActAuthors')), group('topic', t('feedActTopics')), group('category', t('feedActCategories'))),
    );
  }

  /** @param {Wish} wish */
  const chip = (wish) =>
    el(
      'button.chip',
      {
        type: 'button',
        id: `follow ${wish.kind} ${wish.value}`,
        class: `chip ${wish.kind}`,
        'aria-pressed': String(Boolean(entryOf(wish))),
        onclick: () => void press(wish),
      },
      el('b', null, wish.value),
    );

  await draw();
  body.querySelector('button')?.focus();
}

/** @param {Wish} wish */
const same = (wish) => (/** @type {Wish} */ other) =>
  other.kind === wish.kind && other.value.toLowerCase() === wish.value.toLowerCase();
/** @param {Entry} entry */
const names = ({ value, aliases }) => [value, ...aliases].map((name) => name.toLowerCase());
