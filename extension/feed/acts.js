/** @file What is done with papers of the feed, by its buttons, its menus and its keys: with one, or with all that are chosen. */

import { openBrief } from '../shared/brief-tab.js';
import { openCite } from '../shared/cite.js';
import { t } from '../shared/i18n.js';
import { createRadarActs } from '../shared/radar-acts.js';
import { createBelow } from './below.js';
import { createDismissing } from './dismissing.js';
import { authorMenu, openFollow } from './follow.js';
import { openMenu } from './menu.js';
import { rowButtons } from './row-buttons.js';
import { createSaving } from './saving.js';
import { createUndo } from './undo.js';

const READ_AT_ONCE = 100; // keys; the service takes no more

/**
 * What acts know of the page. Places are those in the order, from 0 on.
 * @typedef {object} FeedPage
 * @property {typeof import('../background/service-client.js').ask} ask
 * @property {Toast} toast
 * @property {() => import('./address.js').Asked} asked
 * @property {(next: import('./address.js').Asked, how?: "push" | "replace") => void} go
 * @property {(index: number) => FeedItem | undefined} at
 * @property {(key: string) => number} placeOf -1 where it was not fetched
 * @property {() => number} current the place of the paper that keys act on
 * @property {(index: number) => void} focus
 * @property {(item: FeedItem, key?: string) => void} changed what is known of a paper now: its row is drawn anew
 * @property {(keys: string[], gone?: boolean) => void} gone not for the reader, or taken back: a line is left of it
 * @property {() => Promise<void>} reload the same order, as the service knows its papers now
 * @property {() => Promise<void>} anew another order
 * @property {() => Promise<string[]>} allKeys
 * @property {() => number} total
 * @property {(index: number) => HTMLElement | undefined} row
 * @property {(index: number, change: () => void) => void} holding change something while this row stays where it stands
 * @property {(index: number, open?: boolean) => void} unfold
 */

/**
 * @param {FeedPage} page
 * @param {import('./saving.js').Ways} [ways]
 */
export function createActs(page, ways) {
  const undoing = createUndo(page.toast);
  const radar = createRadarActs(undoing.toast, page.reload, page.ask);
  const saving = createSaving(page, undoing, readAll, ways);
  const dismissing = createDismissing(page, undoing);
  const below = createBelow(page, radar);

  /** The reader has opened, unfolded, saved or briefed these. @param {string[]} keys */
  function readAll(keys) {
    const unread = keys.filter((key) => {
      const item = page.at(page.placeOf(key));
      if (item && !item.read) page.changed({ ...item, read: true });
      return !item?.read;
    });
    for (let at = 0; at < unread.length; at += READ_AT_ONCE)
      // Where the service is away it is told with the next one that is read.
      void page.ask('POST', '/feed/read', { keys: unread.slice(at, at + READ_AT_ONCE) }).catch(() => null);
  }

  /** In the library, or on its way there. @param {FeedItem} item */
  const isSaved = (item) => item.saved || saving.waits(item.key);

  /** @param {FeedItem} item */
  const save = (item) => (isSaved(item) ? saving.unsave(item) : saving.save(item));

  /** @param {FeedItem} item */
  function brief(item) {
    if (below.toggleBrief(item)) readAll([item.key]);
  }

  /** @param {string[]} keys */
  async function dismiss(keys) {
    for (const key of keys) {
      const item = page.at(page.placeOf(key));
      if (item) below.close(item);
    }
    const index = page.placeOf(keys[0] ?? '');
    const held = index >= 0 && page.row(index)?.contains(document.activeElement);
    await dismissing.dismiss(keys);
    // The button that was pressed is gone with the paper.
    if (held && !page.row(index)?.contains(document.activeElement)) page.focus(index);
  }

  /** @param {string[]} keys */
  const cite = (keys) => void openCite(keys, page.ask);

  /** @param {FeedItem} item */
  const follow = (item) => void openFollow(page, radar, item);

  /** @param {FeedItem} item @param {HTMLElement} button */
  const more = (item, button) =>
    openMenu(button, t('feedActMore'), [
      item.hits.length > 0 && { name: t(below.isTold(item) ? 'feedActWhyNot' : 'feedActWhy'), key: 'w', act: () => below.toggleWhy(item) },
      { name: t('feedActFollow'), key: 'f', act: () => follow(item) },
      { name: t('feedActCite'), key: 'c', act: () => cite([item.key]) },
    ]);

  return {
    save,
    saveAll: saving.saveAll,
    brief,
    /** A brief across several, in a tab of its own. @param {string[]} keys */
    briefAcross: (keys) => openBrief(keys, page.toast),
    dismiss,
    /** @param {FeedItem} item */
    restore: ({ key }) => dismissing.restore([key]),
    cite,
    follow,
    why: below.toggleWhy,
    close: below.close,
    undo: () => void (undoing.undo() || page.toast.say(t('feedActNothing'))),
    /** What had waited in the outbox was sent. */
    sent: saving.sent,
    /** @param {FeedItem} item */
    read: ({ key }) => readAll([key]),
    /** @param {FeedItem} item @returns {Child[]} */
    buttons: (item) =>
      rowButtons(
        { ...item, saved: isSaved(item) },
        { waits: saving.waits(item.key), briefed: below.isBriefed(item) },
        { save: (one) => void save(one), brief, dismiss: (one) => void dismiss([one.key]), more },
      ),
    /** What stands below the paper. */
    below: below.of,
    /** @param {FeedItem} item @param {number} author @param {HTMLElement} button */
    author: (item, author, button) => authorMenu(page, radar, item, author, button),
    /** Papers that stay in the document. @returns {number[]} */
    pinned: () => [],
  };
}

/** @typedef {ReturnType<typeof createActs>} Acts */
