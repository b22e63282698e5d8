/** @file The briefs: the list of those that are kept, and one of them being read, as the address says. */

import { ask, askForText, checkHealth, connection, stream } from '../background/service-client.js';
import { openOptions, openPage } from '../shared/browser.js';
import { byId, el, fill } from '../shared/dom.js';
import { languageTag, loadLanguage, locale, t } from '../shared/i18n.js';
import { createToast } from '../shared/toast.js';
import { troubleState } from '../shared/trouble-state.js';
import { asTrouble } from '../shared/troubles.js';
import { addressOfBrief, addressOfList, asked as askedBy, fitting } from './address.js';
import { createList } from './list.js';
import { createReading } from './reading.js';

const OF_FEED = 10; // the first papers of the feed
const FEED_PAUSE = 500; // ms, while the pool is being looked through
const FEED_TURNS = 40;

await loadLanguage();
document.documentElement.lang = languageTag();

const place = byId('place');
const toast = createToast(byId('toast'));
/** @param {unknown} error @param {() => void} again */
const trouble = (error, again) => troubleState(asTrouble(error), again, { connection, checkHealth });
/** @param {Brief} brief */
const pathOf = (brief) => `/briefs/${encodeURIComponent(brief.id)}`;

/** The brief is taken away, with a way back. @param {Brief} brief @param {() => void} then */
async function remove(brief, then) {
  try {
    const removed = await ask('POST', `${pathOf(brief)}/remove`, {});
    then();
    toast.say(t('briefsRemoved'), () => void restore(removed));
  } catch (error) {
    toast.fail(error);
  }
}

/** @param {Brief} brief */
async function restore(brief) {
  try {
    await ask('POST', '/briefs/restore', { brief });
    await list.reload();
    document.getElementById(`open ${brief.id}`)?.focus();
  } catch (error) {
    toast.fail(error);
  }
}

const list = createList({
  get: (path) => ask('GET', path),
  open: (brief) => go(addressOfBrief(brief.id)),
  remove: (brief) => remove(brief, () => void list.reload()),
  typed: (q) => history.replaceState(history.state, '', location.pathname + addressOfList(q)),
  feed: () => go('?feed'),
  library: () => void openPage('library/library.html'),
  trouble,
});
const reading = createReading({
  client: { ask, stream },
  markdown: (brief) => askForText(`${pathOf(brief)}/markdown`),
  back: () => go(''),
  remove: (brief) => void remove(brief, () => go('')),
  // What was asked for by its papers has an address of its own now; of another length or language, the former stays behind.
  came(id) {
    const now = askedBy(location.search).id;
    if (now !== id) history[now ? 'pushState' : 'replaceState'](null, '', location.pathname + addressOfBrief(id));
  },
  trouble,
});

/** @param {string} search "?id=…", "" for the list */
function go(search) {
  history.pushState(null, '', location.pathname + search);
  show();
  scrollTo({ top: 0, behavior: 'instant' });
}

/** What the address asks for. */
function show() {
  const { id, chosen, feed, q } = askedBy(location.search);
  const part = id || chosen || feed ? reading : list;
  if (part === list) reading.clear();
  if (place.firstElementChild !== part.element) fill(place, part.element);
  if (id) reading.open(id);
  else if (chosen) reading.start({ ...chosen, language: locale(), length: 'short' });
  else if (feed) void ofFeed();
  else void list.show(q);
}

/** The day's papers across fields; where the feed is empty, how to fill it. */
async function ofFeed() {
  reading.wait(t('briefsFeedAsking'));
  try {
    const keys = await feedKeys();
    if (!askedBy(location.search).feed) return; // gone elsewhere by now
    if (!keys.length) return reading.clear(emptyFeed());
    reading.start({ keys, kind: fitting(keys.length), language: locale(), length: 'short' });
  } catch (error) {
    reading.clear(trouble(error, () => void ofFeed()));
  }
}

/** The newest papers that hit; where the pool is still being looked through, a little later. @returns {Promise<string[]>} */
async function feedKeys() {
  for (let turn = 0; ; turn++) {
    const { items, settled } = await ask('GET', `/feed?limit=${OF_FEED}`);
    const enough = settled || items.length === OF_FEED || turn === FEED_TURNS;
    if (enough || !askedBy(location.search).feed) return items.map((/** @type {PaperAnswer} */ paper) => paper.key);
    await new Promise((resolve) => setTimeout(resolve, FEED_PAUSE));
  }
}

const emptyFeed = () =>
  el(
    'div.state',
    null,
    el('h2', null, t('briefsFeedEmpty')),
    el('p', null, t('briefsFeedEmptyHow')),
    el('div.row', null, el('button.primary', { type: 'button', id: 'options', onclick: () => void openOptions() }, t('briefsRadar'))),
  );

addEventListener('popstate', show);
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !list.element.isConnected) return;
  if (event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  list.search.focus();
  list.search.select();
});
// What was written or removed elsewhere meanwhile.
addEventListener('visibilitychange', () => void (document.hidden || !list.element.isConnected ? 0 : list.reload()));
show();
