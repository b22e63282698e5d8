/** @file The library: what is looked at, by the address, and the parts that show it. */

import { ask } from '../background/service-client.js';
import { openTab } from '../shared/browser.js';
import { byId, fill, safeUrl } from '../shared/dom.js';
import { languageTag, loadLanguage, plural, t } from '../shared/i18n.js';
import { wordsOf } from '../shared/marked-words.js';
import { outboxLine } from '../shared/outbox-line.js';
import { createSlices } from '../shared/slices.js';
import { createToast } from '../shared/toast.js';
import { createList } from '../shared/windowed-list.js';
import { addressOf, asked as askedBy, isNarrowed, queryOf, toggled } from './address.js';
import { createBar } from './bar.js';
import { createBulk } from './bulk.js';
import { createChanges } from './changes.js';
import { createChoosing } from './choosing.js';
import { createDetails } from './details.js';
import { createFilters } from './filters.js';
import { head } from './head.js';
import { listenToKeys } from './keys.js';
import { reachable, row, waiting } from './row.js';
import { loading, noneFound, troubled } from './states.js';

/** @typedef {import('./row.js').LibraryItem} LibraryItem */
/** @typedef {import('./address.js').Asked} Asked */

const FLASH = 200; // ms before a wait is shown at all
const TYPING = 2_000; // ms: letters typed within are one step back
const NEXT_STATUS = /** @type {Record<string, string>} */ ({ to_read: 'reading', reading: 'read', read: 'to_read' });

await loadLanguage();
document.documentElement.lang = languageTag();
document.title = `${t('library')} · Paper Radar`;

const view = {
  asked: askedBy(location.search),
  total: -1, // nothing was answered yet
  current: 0, // the row that Tab and the keys lead to
  words: /** @type {string[]} */ ([]),
  details: /** @type {import('./details.js').Details | null} */ (null), // of the paper that is unfolded
  typed: 0, // when a letter was last typed
};
const toast = createToast(byId('toast'));
const reload = () => load({ stay: true });
const changes = createChanges(toast, ask, { one: showOne, many: reload });
/** @type {(asked: Asked, slice: {limit: number, offset: number}) => Promise<{total: number, items: LibraryItem[]}>} */
const fetchSlice = (asked, slice) => ask('GET', `/library?${queryOf(asked, slice)}`);
const slices = createSlices(fetchSlice, (item) => item.paper.key, {
  arrived(from, to) {
    for (const index of list.drawn()) if (index >= from && index <= to) list.redraw(index);
  },
  failed: (error) => showTrouble(error),
});
const list = createList(byId('list'), {
  draw: drawRow,
  seen: (from, to) => slices.want(from, to, view.total),
  pinned: () => [rowOf(document.activeElement), openRow()].filter((index) => index >= 0),
});
const complete = async (/** @type {string} */ prefix) =>
  (await ask('GET', `/library/tags?${new URLSearchParams({ prefix, limit: '8' })}`)).tags;

/** @param {Element | null} element */
const rowOf = (element) =>
  Number(/** @type {HTMLElement | null | undefined} */ (element?.closest('div.paper'))?.dataset.index ?? -1);
const openRow = () => (view.details ? slices.placeOf(view.details.key) : -1);
const stuck = () => byId('bar').offsetHeight;
const currentItem = () => slices.at(view.current);

// -- what is looked at

/** @param {Asked} next @param {"push" | "replace"} [how] */
function go(next, how = 'push') {
  const other = queryOf(next, {}) !== queryOf(view.asked, {});
  remember();
  view.asked = next;
  history[how === 'push' ? 'pushState' : 'replaceState']({ top: 0 }, '', location.pathname + addressOf(next));
  bar.show(view.asked);
  if (other) void load({});
}

/** Where the reader stands, for when they come back to it. */
const remember = () => history.replaceState({ ...history.state, top: scrollY }, '');

/** @param {string} kind @param {string} value */
const filter = (kind, value) => go(toggled(view.asked, kind, value));

/** @param {string} q */
function type(q) {
  const going = Date.now() - view.typed < TYPING;
  view.typed = Date.now();
  go({ ...view.asked, q }, going ? 'replace' : 'push');
}

/** @typedef {{stay?: boolean, top?: number}} How `stay`: the same list, changed; else from its top, or from `top` */
const loads = { running: false, next: /** @type {How | null} */ (null) };

/** Ask for the list anew: one at a time, so that fast typing queues no question nobody waits for. @param {How} how */
async function load(how) {
  if (loads.running) return void (loads.next = { ...how, stay: Boolean(how.stay && (loads.next?.stay ?? true)) });
  loads.running = true;
  try {
    await loadNow(how);
  } finally {
    loads.running = false;
    const { next } = loads;
    loads.next = null;
    if (next) await load(next);
  }
}

/** @param {How} how */
async function loadNow({ stay = false, top }) {
  const { asked } = view;
  const drawn = stay ? list.drawn() : [];
  try {
    const answer = await slices.begin(asked, drawn[0], drawn.at(-1));
    if (!answer) return;
    show(answer.total, stay);
    if (top !== undefined) scrollTo({ top, behavior: 'instant' });
    void count();
  } catch (error) {
    showTrouble(error);
  }
}

/** How many papers each filter would leave: told once the list stands, unless it is asked for anew by then. */
async function count() {
  const { asked } = view;
  if (loads.next) return;
  const facets = await ask('GET', `/library/facets?${queryOf(asked)}`).catch(() => null); // the list tells of troubles
  if (facets && queryOf(asked) === queryOf(view.asked)) filters.show(facets, view.asked);
}

/** @param {number} total @param {boolean} stay */
function show(total, stay) {
  if (view.details && openRow() < 0) {
    view.details = null;
    view.asked = { ...view.asked, open: '' };
    history.replaceState(history.state, '', location.pathname + addressOf(view.asked));
  }
  const { asked } = view;
  const held = rowOf(document.activeElement) >= 0;
  view.total = total;
  view.words = wordsOf(asked.q);
  view.current = stay ? Math.max(0, Math.min(view.current, total - 1)) : 0;
  document.body.classList.remove('troubled');
  document.body.classList.toggle('bare', total === 0 && !isNarrowed(asked));
  byId('list').hidden = total === 0;
  fill(byId('notices'));
  fill(byId('state'));
  if (!stay && scrollY > byId('columns').offsetTop - stuck())
    scrollTo({ top: byId('columns').offsetTop - stuck(), behavior: 'instant' });
  list.show(total);
  if (!stay) choosing.drop();
  if (held && rowOf(document.activeElement) < 0) focusRow(view.current);
  byId('told').textContent = plural('libFound', total);
  byId('count').textContent = plural('libPapers', total);
  if (total === 0) void showNothing(asked);
}

/** @param {Asked} asked */
async function showNothing(asked) {
  const left = async (/** @type {Asked} */ other) => (await ask('GET', `/library/facets?${queryOf(other)}`)).total;
  const state = await noneFound(asked, left, go, tools.add).catch(showTrouble);
  if (state && asked === view.asked && view.total === 0) fill(byId('state'), state);
}

/** In place of the list where nothing stands there yet, above it else. @param {unknown} error */
function showTrouble(error) {
  const there = view.total >= 0;
  const { instead, above } = troubled(error, there, () => void load({ stay: there }));
  if (!instead) return fill(byId('notices'), above);
  byId('list').hidden = true;
  document.body.classList.add('troubled');
  fill(byId('state'), instead);
}

// -- rows

/** What is unfolded stays in the document, so that nothing that is being typed there is disturbed. @param {number} index @param {HTMLElement} [old] */
function drawRow(index, old) {
  const item = slices.at(index);
  if (!item) return waiting(index);
  const { key } = item.paper;
  const details = view.details?.key === key ? view.details : null;
  details?.update(item);
  const as = {
    picked: choosing.has(key),
    current: index === view.current,
    open: Boolean(details),
    words: view.words,
  };
  const drawn = row(index, item, as, { pick, unfold, filter: (tag) => filter('tag', tag), seen: changes.seen });
  drawn.setAttribute('aria-posinset', String(index + 1));
  drawn.setAttribute('aria-setsize', String(view.total));
  if (details && old?.contains(details.element)) {
    for (const { name, value } of drawn.attributes) old.setAttribute(name, value);
    old.firstElementChild?.replaceWith(...drawn.childNodes);
    return old;
  }
  if (details) drawn.append(details.element);
  return drawn;
}

/** One paper is another now. @param {LibraryItem} item @param {string} oldKey */
function showOne(item, oldKey) {
  const index = slices.replace(item, oldKey);
  choosing.rename(oldKey, item.paper.key);
  if (view.details?.key === oldKey) view.details.update(item);
  if (index >= 0) list.redraw(index);
  void count();
}

/** @param {number} index */
function makeCurrent(index) {
  for (const other of [view.current, index]) {
    const there = list.row(other);
    if (there) reachable(there, other === index);
  }
  view.current = index;
}

/** @param {number} index */
function focusRow(index) {
  if (index < 0 || index >= view.total) return;
  makeCurrent(index);
  const there = list.reveal(index, stuck());
  /** @type {HTMLElement | null | undefined} */ (there?.querySelector('.title'))?.focus({ preventScroll: true });
}

/** @param {1 | -1} by */
function step(by) {
  const from = rowOf(document.activeElement);
  const next = from >= 0 ? from + by : list.row(view.current) ? view.current : list.topmost(stuck());
  focusRow(Math.max(0, Math.min(view.total - 1, next)));
}

/** @param {number} index */
function pick(index, range = false) {
  makeCurrent(index);
  void choosing.pick(index, range);
}

/** @param {number} index */
function unfold(index) {
  const item = slices.at(index);
  if (!item) return;
  makeCurrent(index);
  const same = view.details?.key === item.paper.key;
  list.holding(index, () => {
    const before = openRow();
    view.details?.leave();
    view.details = same ? null : createDetails(item, detailActs);
    if (before >= 0) list.redraw(before);
    list.redraw(index);
  });
  view.asked = { ...view.asked, open: same ? '' : item.paper.key };
  history.replaceState(history.state, '', location.pathname + addressOf(view.asked));
}

/** @returns {number} the row that was open */
function fold() {
  const index = openRow();
  if (index >= 0) unfold(index);
  return index;
}

/** Unfold the paper that the address names, wherever it stands. */
async function openNamed() {
  const { open } = view.asked;
  if (!open || view.details?.key === open) return;
  const index = slices.placeOf(open) >= 0 ? slices.placeOf(open) : (await choosing.allKeys()).indexOf(open);
  if (index < 0) return;
  list.reveal(index, stuck());
  await slices.ready(index);
  if (view.details?.key !== open) unfold(index);
  focusRow(index);
}

/** Unfold the current paper and lead to a part of it. @param {"edit" | "tags" | "note"} part */
function lead(part) {
  const item = currentItem();
  if (!item) return;
  if (view.details?.key !== item.paper.key) unfold(view.current);
  view.details?.lead(part);
}

/** Of what is chosen; where nothing is, of the current paper. @param {string[]} [keys] */
async function remove(keys = choosing.size ? choosing.keys() : [currentItem()?.paper.key ?? ''].filter(Boolean)) {
  if (!keys.length) return;
  if (view.details && keys.includes(view.details.key)) fold();
  if (await changes.remove(keys)) choosing.drop(keys);
}

/** @param {import('./changes.js').BulkChange & import('./changes.js').Change} change */
function mark(change) {
  const item = currentItem();
  if (choosing.size) void changes.bulk(choosing.keys(), change);
  else if (item) void changes.edit(item, change, t('libKept'));
}

function escape() {
  const focus = document.activeElement;
  if (focus?.closest('#bar')) return focusRow(view.current);
  if (view.details && focus?.closest('.open')) return focusRow(fold());
  choosing.drop();
}

// -- the parts

const tools = head(byId('head'), { toast, again: reload });
const bar = createBar(byId('bar'), { type, sort: (sort) => go({ ...view.asked, sort }), drop: filter });
const filters = createFilters(byId('filters'), filter);
const bulk = createBulk(byId('bulk'), {
  change: (change) => changes.bulk(choosing.keys(), change),
  complete,
  remove: () => void remove(),
  all: () => void choosing.all(),
  none: () => choosing.drop(),
  brief: () => tools.brief(choosing.keys()),
  exported: () => tools.exported(choosing.keys()),
  zotero: () => tools.zotero(choosing.keys()),
});
const choosing = createChoosing({
  list,
  slices,
  service: ask,
  toast,
  asked: () => view.asked,
  tell: (count) => bulk.show(count, view.total),
});
const detailActs = {
  changes,
  complete,
  ...tools,
  remove: (/** @type {string} */ key) => void remove([key]),
  words: () => view.words,
};

fill(byId('outbox'), outboxLine(toast, { sent: reload }));
bar.show(view.asked);
listenToKeys({
  search() {
    const search = /** @type {HTMLInputElement} */ (byId('search'));
    search.focus();
    search.select();
  },
  next: () => step(1),
  previous: () => step(-1),
  page() {
    const { url = '', pdf_url = '' } = currentItem()?.paper ?? {};
    const address = safeUrl(url) || safeUrl(pdf_url);
    if (address) void openTab(address);
  },
  select: () => pick(view.current),
  all: () => void choosing.all(),
  edit: () => lead('edit'),
  tags: () => (choosing.size ? bulk.tags() : lead('tags')),
  note: () => lead('note'),
  status: () => mark({ status: NEXT_STATUS[currentItem()?.status ?? ''] ?? 'to_read' }),
  stars: (stars) => mark({ stars }),
  brief: () => tools.brief(choosing.size ? choosing.keys() : [currentItem()?.paper.key ?? ''].filter(Boolean)),
  cite: () => tools.cite(currentItem()?.paper.key ?? ''),
  remove: () => void remove(),
  undo: changes.undo,
  escape,
});
history.scrollRestoration = 'manual';
addEventListener('popstate', (/** @type {PopStateEvent} */ event) => {
  view.asked = askedBy(location.search);
  if (view.details && view.details.key !== view.asked.open) {
    view.details.leave();
    view.details = null;
  }
  bar.show(view.asked);
  void load({ top: event.state?.top ?? 0 }).then(openNamed);
});
// What was saved or changed elsewhere meanwhile.
addEventListener('visibilitychange', () => void (document.hidden || view.total < 0 ? 0 : reload()));
addEventListener('beforeprint', () => tools.printed(list.drawn().length, view.total));

setTimeout(() => view.total < 0 && !byId('state').hasChildNodes() && fill(byId('state'), loading()), FLASH);
await load({ top: history.state?.top });
await openNamed();
