/** @file The feed: what is looked at, by the address, and the parts that show it. */

import { ask } from '../background/service-client.js';
import { byId, fill } from '../shared/dom.js';
import { languageTag, loadLanguage, plural, t } from '../shared/i18n.js';
import { outboxLine } from '../shared/outbox-line.js';
import { createToast } from '../shared/toast.js';
import { asTrouble } from '../shared/troubles.js';
import { createActing } from './acting.js';
import { addressOf, asked as askedBy, BATCH, isNarrowed, listOf, pathOf } from './address.js';
import { createArrived } from './arrived.js';
import { createBar } from './bar.js';
import { nextFrom, previousFrom, showBatch } from './batch.js';
import { createFound } from './found.js';
import { createFresh } from './fresh.js';
import { createHead } from './head.js';
import { listenToKeys, showFeedKeys } from './keys.js';
import { createLoads } from './loads.js';
import { createPapers, today } from './papers.js';
import { keepPlace, placeOf } from './place.js';
import { marksOf } from './query.js';
import { placed, row, waiting } from './row.js';
import { sectionAt, showSections } from './sections.js';
import { loading, noneFound, troubled } from './states.js';
import { showTabs } from './tabs.js';
import { createWalking, rowOf } from './walking.js';

/** @typedef {import('./address.js').Asked} Asked */
/** @typedef {import('./place.js').Place} Place */

const FLASH = 200; // ms before a wait is shown at all
const RESTS = 400; // ms for which the list stands still before its place is kept

const opened = askedBy(location.search);
const leaving = opened.from ? null : placeOf(listOf(opened)); // asked for at once: what is read takes a moment
await loadLanguage();
document.documentElement.lang = languageTag();
document.title = `${t('feed')} · Paper Radar`;

const view = {
  asked: opened,
  answer: /** @type {FeedAnswer | null} */ (null), // the first of the list that stands
  stands: opened, // what that list was asked for
  facets: /** @type {FeedFacets | null} */ (null),
  printing: false,
};
const toast = createToast(byId('toast'));
const loads = createLoads(loadNow);
const { load } = loads;
const papers = createPapers(byId('list'), {
  service: ask,
  draw: drawRow,
  pinned: () => [rowOf(document.activeElement), ...acts.pinned(), ...printed()],
  failed: (error) => showTrouble(error),
  forgotten: () => void load({ stay: true }),
});

/** How much of the view is covered above, px; known to the style as well. */
const bars = { height: 0 };
new ResizeObserver(() => {
  bars.height = getComputedStyle(byId('bar')).position === 'sticky' ? byId('bar').offsetHeight : 0;
  document.documentElement.style.setProperty('--stuck', `${bars.height}px`);
}).observe(byId('bar'));
const stuck = () => bars.height;
const printed = () => (view.printing ? Array.from({ length: BATCH }, (_, place) => papers.from + place) : []);

const walking = createWalking(papers, { stuck, read: (item) => acts.read(item) });

// -- what is looked at

/** @param {Asked} next @param {"push" | "replace"} [how] */
function go(next, how = 'push') {
  const same = view.answer !== null && listOf(next) === listOf(view.asked);
  if (!same) choosing.drop();
  if (how === 'push') remember();
  view.asked = next;
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', location.pathname + addressOf(next));
  showAsked();
  return same ? moveTo(next.from) : load({});
}

/** What says what is asked for, before it is answered. */
function showAsked() {
  head.ask(view.asked);
  showTabs(view.asked, go);
  bar.show(view.asked, view.facets);
}

/** Where the reader stands, for when they come back to it: by the browser's back, or another day. */
function remember() {
  if (!view.answer || !papers.total) return;
  const { index, into } = papers.top(stuck());
  const item = papers.at(index);
  const above = scrollY < byId('list').offsetTop - stuck() ? scrollY : -1;
  /** @type {Place} */
  const place = {
    key: item?.key ?? '',
    index,
    into: Math.round(into),
    above,
    from: papers.from,
    order: papers.order,
    day: today(),
    at: Date.now(),
  };
  history.replaceState({ ...history.state, place }, '');
  if (item) void keepPlace(listOf(view.asked), place);
}

/** @param {Required<import('./loads.js').How>} how */
async function loadNow({ stay, place, former }) {
  if (former && view.asked.from) {
    view.asked = { ...view.asked, from: 0 };
    history.replaceState(history.state, '', location.pathname + addressOf(view.asked));
  }
  const { asked } = view;
  const drawn = stay ? papers.drawn() : [];
  const kept = place?.day === today() ? place.order : '';
  const from = drawn[0] ?? (kept && place ? place.index : asked.from);
  try {
    const answer = await papers.begin(asked, stay ? papers.order : kept, from, drawn.at(-1), former);
    if (!answer || loads.waits) return;
    const first = !view.answer;
    view.answer = answer;
    const at = place && (await whereIs(place, answer));
    show(answer, stay, at);
    if (first) void ask('POST', '/looked', {}).catch(() => null);
    void count();
  } catch (error) {
    if (!loads.waits) showTrouble(error);
  }
}

/** In another order than the one it was left in, the place is that of its paper. @param {Place} place @param {FeedAnswer} answer */
async function whereIs(place, answer) {
  if (answer.order === place.order) return place;
  const index = (await papers.allKeys().catch(() => /** @type {string[]} */ ([]))).indexOf(place.key);
  if (index < 0 || place.above >= 0) return null;
  return { ...place, index, from: Math.min(place.from, index - (index % BATCH)) };
}

/** How many papers each filter would leave: told once the list stands, unless it is asked for anew by then. */
async function count() {
  const { asked } = view;
  if (loads.waits || asked.q) return;
  const facets = await ask('GET', pathOf(asked, '/facets', { today: today() })).catch(() => null); // the list tells of troubles
  if (!facets || listOf(asked) !== listOf(view.asked)) return;
  view.facets = facets;
  bar.show(view.asked, facets);
}

/** @param {FeedAnswer} answer @param {boolean} stay @param {Place | null} place */
function show(answer, stay, place) {
  const { total } = answer;
  const { asked } = view;
  const wanted = place?.from ?? asked.from;
  const from = wanted < total ? wanted : Math.max(0, total - 1) - (Math.max(0, total - 1) % BATCH);
  if (from !== asked.from) {
    view.asked = { ...asked, from };
    history.replaceState(history.state, '', location.pathname + addressOf(view.asked));
  }
  document.body.classList.remove('troubled');
  byId('list').hidden = total === 0;
  fill(byId('notices'));
  fill(byId('state'), total === 0 && !asked.q && noneFound(asked, go, ways));
  found.show(asked, answer);
  head.show(asked, answer);
  view.stands = view.asked;
  showFrom(from, stay, place);
  arrived.show(answer);
  byId('told').textContent = plural('feedPapers', total);
}

/** The papers from that place on. @param {number} from @param {boolean} stay @param {Place | null} place */
function showFrom(from, stay, place) {
  const answer = /** @type {FeedAnswer} */ (view.answer);
  const held = rowOf(document.activeElement) >= 0;
  const last = Math.max(from, answer.total - 1);
  walking.current = stay ? Math.min(Math.max(walking.current, from), last) : (place?.index ?? from);
  papers.show(from, answer.total, stay);
  showSections(sectionsOf(answer), from, (at) => addressOf({ ...view.asked, from: at }) || '?', jump);
  showBatch({ from, total: answer.total }, { next, previous });
  if (place && place.above < 0) papers.stand(place.index, place.into, stuck());
  else if (place) scrollTo({ top: place.above, behavior: 'instant' });
  else if (!stay) toTop();
  if (held && rowOf(document.activeElement) < 0 && !stay) walking.focus(walking.current);
}

/** @param {FeedAnswer} answer */
const sectionsOf = (answer) => (view.asked.q ? [] : answer.sections);

/** The list begins below what sticks to the top, unless all of it is in view with the head. */
function toTop() {
  const top = byId('list').offsetTop - stuck();
  if (scrollY > top) scrollTo({ top, behavior: 'instant' });
}

/** The same order, from another place on. @param {number} from @param {Place | null} [place] */
async function moveTo(from, place = null) {
  const { asked } = view;
  if (!papers.at(from)) await papers.ready(from);
  if (asked !== view.asked || !view.answer) return;
  showFrom(from, false, place);
}

/** @param {number} from */
const jump = (from) => void go({ ...view.asked, from });
const next = () => {
  const from = nextFrom(papers.from, papers.top(stuck()).index);
  if (from < papers.total) jump(from);
};
const previous = () => papers.from > 0 && jump(previousFrom(papers.from));

function showNothing() {
  byId('list').hidden = true;
  fill(byId('state'), noneFound(view.asked, go, ways));
}

/** In place of the list where nothing stands there yet, above it else. @param {unknown} error */
function showTrouble(error) {
  const there = view.answer !== null;
  const { kind, code } = asTrouble(error);
  if (!there && kind === 'unpaired') return void starting().then((start) => start.show({ unpaired: true, first: true }));
  // A bookmark may name an entry that is followed no more: to ask again would not mend it.
  if (code === 'not_found' && isNarrowed(view.asked)) return showNothing();
  const { asked, stands } = view;
  const other = listOf(asked) !== listOf(stands);
  const { instead, above } = troubled(error, there, () => void (other ? go(asked) : load({ stay: there })));
  if (!instead) {
    // The papers that stand are those of another list: the page says so again.
    if (other) {
      view.asked = { ...stands, from: papers.from };
      history.replaceState(history.state, '', location.pathname + addressOf(view.asked));
      showAsked();
    }
    return fill(byId('notices'), above);
  }
  byId('list').hidden = true;
  document.body.classList.add('troubled');
  fill(byId('state'), instead);
}

// -- rows

/** @param {number} index @param {FeedItem | undefined} item */
function drawRow(index, item) {
  const section = view.answer && sectionAt(sectionsOf(view.answer), index, papers.from);
  if (!item) return waiting(index, section);
  const drawn = row(
    index,
    item,
    {
      asked: view.asked,
      section,
      current: index === walking.current,
      open: walking.isOpen(item.key),
      allAuthors: false,
      marks: view.asked.q ? marksOf(view.asked.q) : null,
      picked: choosing.has(item.key),
    },
    rowActs,
  );
  placed(drawn, index, papers.total);
  return drawn;
}

/** @param {FeedItem} item @param {string} [key] the one it had */
function changed(item, key = item.key) {
  const index = papers.replace(item, key);
  if (index >= 0) papers.redraw(index);
}

/** @param {string[]} keys @param {boolean} [gone] */
function gone(keys, gone = true) {
  for (const key of keys) {
    const item = papers.at(papers.placeOf(key));
    if (item) changed({ ...item, dismissed: gone });
  }
  void count();
}

// -- the parts

const reload = () => load({ stay: true });
const anew = () => load({});
/** @type {import('./acts.js').FeedPage} */
const page = {
  ask,
  toast,
  asked: () => view.asked,
  go,
  at: papers.at,
  placeOf: papers.placeOf,
  current: () => walking.current,
  focus: walking.focus,
  changed,
  gone,
  reload,
  anew,
  allKeys: papers.allKeys,
  total: () => papers.total,
  row: papers.row,
  holding: papers.holding,
  unfold: walking.unfold,
};
const { acts, choosing, keys, escape } = createActing(page);
const bar = createBar(byId('bar-search'), { go });
const found = createFound(byId('found'), { go, ask, toast, reload: anew });
/** @type {{start?: Promise<ReturnType<typeof import('./start/index.js').createStart>>}} */
const parts = {};
/** The first run is needed once: its files are not waited for by whoever comes for papers. */
const starting = () =>
  // eslint-disable-next-line no-restricted-syntax -- a page, where it may; workers may not
  (parts.start ??= import('./start/index.js').then(({ createStart }) =>
    createStart(byId('start'), {
      toast,
      done: () => void Promise.all([anew(), fresh.look(), knowRadar()]),
      everything: () => void go({ ...view.asked, tab: 'categories', from: 0 }),
    }),
  ));
const ways = { start: () => void starting().then((start) => start.show()), refresh: () => fresh.refresh() };
const knowRadar = async () => (await starting()).look(head.know, () => !addressOf(view.asked));
const head = createHead({ keys: showFeedKeys });
const arrived = createArrived({
  ask,
  order: () => papers.order,
  asked: () => view.asked,
  anew,
  bring: () => load({ former: papers.order }),
});
const fresh = createFresh({
  ask,
  toast,
  told: (state) => head.know({ state }),
  ended: () => (papers.total ? void arrived.look() : void anew()),
});
/** @type {import('./row.js').RowActs} */
const rowActs = {
  unfold: walking.unfold,
  read: acts.read,
  buttons: acts.buttons,
  below: acts.below,
  author: acts.author,
  pick: choosing.pick,
  restore: (index) => {
    const item = papers.at(index);
    if (item) void acts.restore(item);
  },
  go,
};

fill(byId('outbox'), outboxLine(toast, { sent: () => (acts.sent(), reload()) }));
showAsked();
listenToKeys({
  next: () => walking.step(1),
  previous: () => walking.step(-1),
  search: bar.focusSearch,
  unfold: () => walking.unfold(walking.current),
  page: walking.openPage,
  ...keys,
  nextBatch: next,
  previousBatch: previous,
  escape: () => (document.activeElement?.closest('#bar') ? walking.focus(walking.current) : escape()),
});
history.scrollRestoration = 'manual';
addEventListener('popstate', (/** @type {PopStateEvent} */ event) => {
  const before = view.asked;
  view.asked = askedBy(location.search);
  showAsked();
  const place = event.state?.place ?? null;
  if (view.answer && listOf(before) === listOf(view.asked) && (!place || place.order === papers.order))
    void moveTo(view.asked.from, place);
  else void load({ place });
});
// On paper stands the batch that is shown, whatever of it is in view.
addEventListener('beforeprint', () => {
  view.printing = true;
  papers.update();
});
addEventListener('afterprint', () => (view.printing = false));
let resting = 0;
addEventListener('scroll', () => {
  clearTimeout(resting);
  resting = Number(setTimeout(remember, RESTS));
}, { passive: true });
addEventListener('visibilitychange', () => {
  if (document.hidden) remember();
  else if (view.answer) void reload(); // what was saved or read elsewhere meanwhile
});

setTimeout(() => !view.answer && !byId('state').hasChildNodes() && fill(byId('state'), loading()), FLASH);
/** @type {Place | null} */
const left = history.state?.place ?? (await leaving);
await load({ place: left });
void fresh.look();
void knowRadar();
