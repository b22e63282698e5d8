/** @file What unfolds below a paper of the feed: why it is here, and its brief, written while one reads on. */

import { askForText, stream } from '../background/service-client.js';
import { el } from '../shared/dom.js';
import { reasons } from '../shared/evidence.js';
import { t } from '../shared/i18n.js';

/** What a brief is shown by: not waited for by whoever comes for papers. */
const briefParts = () =>
  // eslint-disable-next-line no-restricted-syntax -- a page, where it may; workers may not
  Promise.all([import('../shared/brief-pane.js'), import('../shared/brief-told.js')]);

/**
 * @param {import('./acts.js').FeedPage} page
 * @param {Pick<Actions, "judge">} radar
 */
export function createBelow(page, radar) {
  /** Keys of papers that tell why they are here. @type {Set<string>} */
  const told = new Set();
  /** The brief that is read, one at a time; the others go on at the service. @type {{key: string, pane: import('../shared/brief-pane.js').BriefPane | null} | null} */
  let brief = null;

  /** @param {string} key */
  const known = (key) => page.at(page.placeOf(key));

  /** Draw the row anew, while it stays where it stands. @param {string} key */
  function redraw(key) {
    const index = page.placeOf(key);
    const item = page.at(index);
    if (item) page.holding(index, () => page.changed(item));
  }

  /** @param {Brief} now */
  function heard({ id, state, keys }) {
    const item = known(keys[0] ?? '');
    if (!item || (item.brief?.id === id && item.brief.state === state)) return;
    page.changed({ ...item, brief: { id, state } });
  }

  function closeBrief() {
    if (!brief) return;
    const { key, pane } = brief;
    brief = null;
    pane?.close();
    redraw(key);
  }

  /** @param {FeedItem} item */
  async function openBrief({ key, brief: kept }) {
    closeBrief();
    /** @type {NonNullable<typeof brief>} */
    const opened = { key, pane: null };
    brief = opened;
    redraw(key);
    const [{ createBriefPane }, { act, failure }] = await briefParts();
    if (brief !== opened) return;
    const trouble = (/** @type {unknown} */ problem, /** @type {() => void} */ retry) =>
      failure(problem, act('brief-retry', t('retry'), retry));
    opened.pane = createBriefPane({ ask: page.ask, askForText, stream, trouble, heard }, key, kept?.id ?? '');
    redraw(key);
    void opened.pane.open();
  }

  return {
    /** @param {FeedItem} item @returns {HTMLElement | null} */
    of(item) {
      const why = told.has(item.key) && item.hits.length > 0;
      const pane = brief?.key === item.key ? brief.pane?.pane : null;
      if (!why && !pane) return null;
      return el(
        'div.below',
        null,
        why && el('div.evidence', { role: 'group', 'aria-label': t('why') }, ...reasons(item, radar)),
        pane,
      );
    },
    /** @param {FeedItem} item */
    isBriefed: (item) => brief?.key === item.key,
    /** @param {FeedItem} item */
    isTold: (item) => told.has(item.key),
    /** @param {FeedItem} item @returns {boolean} whether it is open now */
    toggleBrief(item) {
      const opens = brief?.key !== item.key;
      if (opens) void openBrief(item);
      else closeBrief();
      return opens;
    },
    /** @param {FeedItem} item */
    toggleWhy(item) {
      if (!told.delete(item.key)) told.add(item.key);
      redraw(item.key);
    },
    /** @param {FeedItem} item @returns {boolean} whether anything was open */
    close(item) {
      const open = brief?.key === item.key || told.delete(item.key);
      if (brief?.key === item.key) closeBrief();
      else if (open) redraw(item.key);
      return open;
    },
  };
}

/** @typedef {ReturnType<typeof createBelow>} Below */
