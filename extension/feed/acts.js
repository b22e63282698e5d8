/** @file What is done with a paper of the feed. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';

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

/** @param {FeedPage} page */
export function createActs(page) {
  /** @param {FeedItem} item */
  function read(item) {
    if (item.read) return;
    page.changed({ ...item, read: true });
    void page.ask('POST', '/feed/read', { keys: [item.key] }).catch(() => null); // it is told again by the next one
  }

  /** @param {FeedItem} item */
  async function dismiss(item) {
    try {
      await page.ask('POST', '/feedback', { key: item.key });
      page.gone([item.key]);
    } catch (error) {
      page.toast.fail(error);
    }
  }

  /** @param {FeedItem} item */
  async function restore(item) {
    try {
      await page.ask('DELETE', `/feedback/${encodeURIComponent(item.key)}`);
      page.gone([item.key], false);
    } catch (error) {
      page.toast.fail(error);
    }
  }

  return {
    read,
    restore,
    /** @type {(item: FeedItem, index: number) => Child[]} */
    buttons: (item) => [
      el('button.quiet', { type: 'button', id: `dismiss ${item.key}`, onclick: () => void dismiss(item) }, t('feedNotForMe')),
    ],
    /** What stands below the paper. @type {(item: FeedItem, index: number) => HTMLElement | null} */
    below: () => null,
    /** @type {(item: FeedItem, author: number, button: HTMLElement) => void} */
    author: () => {},
    /** Papers that stay in the document, such as those being briefed. @returns {number[]} */
    pinned: () => [],
  };
}
