/** @file What the reader does to saved papers: each asks the service, shows what became of it, and can be undone. */

import { plural, t } from '../shared/i18n.js';
import { tell } from '../shared/messages.js';

const PATIENCE = 120_000; // ms; ten thousand papers take the service some seconds
const MANY = 200; // papers from which on a wait is told
const BODY = 1_500_000; // characters of what is sent back at once; the service takes 2 MB

/** @typedef {import('./row.js').LibraryItem} LibraryItem */
/** @typedef {{tags?: string[], note?: string, status?: string, stars?: number, fields?: Record<string, string | string[]>}} Change */
/** @typedef {{add_tags?: string[], remove_tags?: string[], status?: string, stars?: number}} BulkChange */

/**
 * @param {Toast} toast
 * @param {(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown, patience?: number) => Promise<any>} service
 * @param {{one: (item: LibraryItem, oldKey: string) => void, many: () => Promise<void>}} show what has changed
 */
export function createChanges(toast, service, show) {
  /** @type {(() => void) | null} */
  let last = null;

  /** @param {() => Promise<void>} act @returns {Promise<boolean>} whether it went well */
  async function attempt(act) {
    try {
      await act();
      void tell({ type: 'changed', tabId: -1 }).catch(() => null); // marks and badges; the library stands without them
      return true;
    } catch (error) {
      toast.fail(error);
      return false;
    }
  }

  /** @param {string} text @param {() => Promise<void>} back */
  function say(text, back) {
    const once = () => {
      if (last === once) last = null;
      toast.clear();
      void attempt(back);
    };
    last = once;
    toast.say(text, once);
  }

  /** @param {LibraryItem} item @param {Change} change @returns {Promise<LibraryItem & {learned: string[]}>} */
  async function patch(item, change) {
    const { learned, ...saved } = await service('PATCH', pathOf(item.paper.key), change);
    const now = { news: item.news, ...saved };
    show.one(now, item.paper.key);
    return { ...now, learned };
  }

  /** To many papers. @param {string} path @param {object} body @param {number} count */
  function post(path, body, count) {
    if (count >= MANY) toast.say(plural('libWorking', count));
    return service('POST', path, body, PATIENCE);
  }

  /** @param {Saved[]} items that were removed */
  async function restore(items) {
    for (const part of parted(items)) await post('/library/restore', { items: part }, items.length);
    toast.clear();
    await show.many();
  }

  return {
    /** @param {LibraryItem} item @param {Change} change @param {string} [said] what the toast says; without, nothing */
    edit: (item, change, said) =>
      attempt(async () => {
        const now = await patch(item, change);
        const learned = now.learned.length ? ` ${t('libLearned')}` : '';
        if (said || learned) say((said ?? '') + learned, async () => void (await patch(now, former(item, change))));
      }),

    /** @param {string[]} keys @param {BulkChange} change */
    bulk: (keys, change) =>
      attempt(async () => {
        const { changed, before } = await post('/library/bulk', { keys, ...change }, keys.length);
        await show.many();
        say(plural('libChanged', changed), async () => {
          await post('/library/bulk/restore', { items: before }, changed);
          toast.clear();
          await show.many();
        });
      }),

    /** @param {string[]} keys */
    remove: (keys) =>
      attempt(async () => {
        const { removed } = await post('/library/remove', { keys }, keys.length);
        await show.many();
        say(plural('libRemoved', removed.length), () => restore(removed));
      }),

    /** The two that were merged are two again. @param {LibraryItem} item */
    unmerge: (item) =>
      attempt(async () => {
        const { items } = await service('POST', '/library/unmerge', { key: item.paper.key, keep: true });
        await show.many();
        say(plural('libUnmerged', items.length), async () => {
          // The two say of each other that they are two: the one that they were takes the place of both.
          const keys = items.map((/** @type {Saved} */ { paper }) => paper.key);
          await service('POST', '/library/remove', { keys });
          await service('POST', '/library/restore', { items: [item] });
          await show.many();
        });
      }),

    /** @param {LibraryItem} item */
    seen: (item) =>
      attempt(async () => {
        await service('POST', '/library/seen', { keys: [item.paper.key] });
        show.one({ ...item, news: [] }, item.paper.key);
      }),

    undo: () => last?.(),
  };
}

/** In parts that are small enough to be sent. @param {Saved[]} items */
export function parted(items) {
  /** @type {Saved[][]} */
  const parts = [];
  let room = 0;
  for (const item of items) {
    const size = new Blob([JSON.stringify(item)]).size + 1;
    if (size > room) {
      parts.push([]);
      room = BODY;
    }
    parts.at(-1)?.push(item);
    room -= size;
  }
  return parts;
}

/** @param {string} key */
const pathOf = (key) => `/library/${encodeURIComponent(key)}`;

/** What takes a change back. @param {LibraryItem} item @param {Change} change @returns {Change} */
function former(item, change) {
  const { fields, ...own } = change;
  const paper = /** @type {Record<string, any>} */ (/** @type {unknown} */ (item.paper));
  return {
    ...Object.fromEntries(Object.keys(own).map((name) => [name, item[/** @type {"note"} */ (name)]])),
    ...(fields && { fields: Object.fromEntries(Object.keys(fields).map((name) => [name, paper[name] ?? ''])) }),
  };
}

/** @typedef {ReturnType<typeof createChanges>} Changes */
