/** @file Saving papers of the feed, one or many: through the outbox, so that it goes well while the service is away, too. */

import { readLocal } from '../shared/browser.js';
import { plural, t } from '../shared/i18n.js';
import { askOutbox, askToSave, tell } from '../shared/messages.js';
import { toldOf } from '../shared/save-outcome.js';

const OF_THE_FEED = new Set('hits saved muted dismissed section new read brief places item'.split(' ')); // no fields of a paper
const ON_ITS_WAY = 1_000; // ms in which a save does not wait yet: every save is written down for a moment
const MANY = 5; // papers from which on it is told how far it is

/** @typedef {import('./acts.js').FeedPage} FeedPage */
/** @typedef {{send?: typeof askToSave, outbox?: typeof askOutbox, announce?: typeof tell}} Ways to the background */

/**
 * @param {FeedPage} page
 * @param {import('./undo.js').Undo} undoing
 * @param {(keys: string[]) => void} read the reader has read these papers
 * @param {Ways} [ways]
 */
export function createSaving(page, { toast, say, attempt }, read, ways = {}) {
  const { send = askToSave, outbox = askOutbox, announce = tell } = ways;
  /** Papers whose saves wait for the service, by key: the ids of their orders. @type {Map<string, string>} */
  const waiting = new Map();
  /** @type {Set<string>} */
  const busy = new Set();

  // What was saved before this page was opened may wait still.
  void readLocal('outbox').then((/** @type {OutboxEntry[]} */ entries = []) => {
    for (const { work, id, at, refused } of entries) {
      const waits = !refused && Date.parse(at) < Date.now() - ON_ITS_WAY;
      if (!waits || waiting.has(work)) continue;
      waiting.set(work, id);
      show([work], true);
    }
  });

  /** @param {string} key */
  const known = (key) => page.at(page.placeOf(key));

  /** @param {string[]} keys @param {boolean} saved */
  function show(keys, saved) {
    for (const item of keys.map(known)) if (item) page.changed({ ...item, saved });
  }

  /** Marks, badges and the popup tell of the library, too. */
  const announced = () => void announce({ type: 'changed', tabId: -1 }).catch(() => null);

  /** @param {string} key @returns {Promise<SaveResult>} */
  async function order(key) {
    const id = crypto.randomUUID();
    const item = known(key);
    const result = await send({ key, idempotency_key: id }, undefined, item && plain(item));
    if ('waiting' in result) waiting.set(key, id);
    return result;
  }

  /** @param {string[]} keys whose saves wait: they are not sent any more */
  async function discard(keys) {
    for (const key of keys) {
      const id = waiting.get(key);
      waiting.delete(key);
      if (id) await outbox('discard', id);
    }
    show(keys, false);
  }

  /** @param {FeedItem} item */
  async function save({ key }) {
    if (busy.has(key)) return;
    busy.add(key);
    await attempt(async () => {
      const result = await order(key);
      if ('trouble' in result) return toast.fail(result.trouble);
      show([key], true);
      read([key]);
      if ('waiting' in result) return say(t('savedLater'), () => void attempt(() => discard([key])));
      const { text, undo, apart } = toldOf(result.saved, page.ask);
      /** @param {() => Promise<void>} act */
      const then = (act) => () => void attempt(() => act().then(announced).then(page.reload));
      toast.say(text, undo && then(undo), apart && { name: t('twoPapers'), act: then(apart) });
    });
    busy.delete(key);
  }

  /** @param {FeedItem} item */
  async function unsave({ key }) {
    if (waiting.has(key)) return attempt(() => discard([key]));
    if (busy.has(key)) return;
    busy.add(key);
    await attempt(async () => {
      const removed = await page.ask('DELETE', `/library/${encodeURIComponent(key)}`);
      show([key], false);
      announced();
      say(t('unsavedThis'), () =>
        void attempt(async () => {
          await page.ask('POST', '/library', { saved: removed });
          show([key], true);
          announced();
        }),
      );
    });
    busy.delete(key);
  }

  /** All that are not saved yet, with one undo. @param {string[]} keys */
  async function saveAll(keys) {
    const wanted = keys.filter((key) => !known(key)?.saved && !busy.has(key));
    /** What became of each: it waits, it is new in the library, it was there already. */
    const [later, added, there] = [noKeys(), noKeys(), noKeys()];
    await attempt(async () => {
      for (const [place, key] of wanted.entries()) {
        if (wanted.length > MANY && place % MANY === 0) toast.say(t('feedActSaving', place + 1, wanted.length));
        const result = await order(key);
        if ('trouble' in result) throw result.trouble;
        show([key], true);
        if ('waiting' in result) later.push(key);
        else if (result.saved.outcome.what === 'saved') added.push(result.saved.paper.key);
        else there.push(key);
      }
    });
    const done = [...later, ...added, ...there];
    read(wanted.slice(0, done.length));
    if (!wanted.length) return toast.say(t('feedActAllSaved'));
    if (done.length < wanted.length) return; // what went wrong is told
    const back = async () => {
      if (later.length) await discard(later);
      if (added.length) await page.ask('POST', '/library/remove', { keys: added });
      announced();
      await page.reload();
    };
    const said = later.length ? plural('feedActSavedLater', done.length) : plural('feedActSaved', done.length);
    say(said, () => void attempt(back));
  }

  return {
    save,
    unsave,
    saveAll,
    /** Whether its save waits for the service. @param {string} key */
    waits: (key) => waiting.has(key),
    /** What had waited was sent. */
    sent: () => waiting.clear(),
  };
}

/** The paper alone: what is saved, and how the outbox calls it, where the service knows it no more. @param {FeedItem} item @returns {Paper} */
const plain = (item) =>
  /** @type {any} */ (Object.fromEntries(Object.entries(item).filter(([name]) => !OF_THE_FEED.has(name))));

/** @returns {string[]} */
const noKeys = () => [];
