/** @file The popup: which page is in front, what the service says of it, and the parts that show it. */

import { ask } from '../background/service-client.js';
import { onStored, readSession, tabInFront, tabOf } from '../shared/browser.js';
import { byId, el, fill } from '../shared/dom.js';
import { ago, dayOf, languageTag, loadLanguage, plural, t } from '../shared/i18n.js';
import { askForBatch, askForPage, tell } from '../shared/messages.js';
import { outboxLine } from '../shared/outbox-line.js';
import { lull } from '../shared/sources.js';
import { createToast } from '../shared/toast.js';
import { createActions } from './actions.js';
import { whatWasAsked } from './asked.js';
import { followTabs, isBeside } from './beside.js';
import { createBrief } from './brief.js';
import { emptyPool } from './empty-pool.js';
import { focused } from './focus.js';
import { createHand } from './hand.js';
import { furnish } from './head.js';
import { createMarkSwitch } from './mark-switch.js';
import { listenToKeys } from './keys.js';
import { createLibrary } from './library.js';
import { listingHead, listingPapers } from './listing.js';
import { createOwnPart } from './own-part.js';
import { paperPage } from './paper-page.js';
import { batchButtons, relatedPapers } from './related.js';
import { createSaveForm } from './save-form.js';
import { awayNotice, dotOf, emptyRadar, keptNotice, loading, trouble, unread } from './states.js';
import { tabButtons, tabsOf } from './tabs.js';
import { createViews, freshView, turnTo } from './views.js';

const BATCH = 10;
const FLASH = 150; // ms before a wait is shown at all
const KEPT = /^(?:down|slow)$/; // troubles through which a save is kept, see outbox

/** @typedef {import('./views.js').TabName} TabName */

/** Of the page that is shown. */
let view = freshView(undefined);
/** The same over all pages: why nothing new may be there, the library, and the saves that wait. */
const common = {
  lull: '',
  library: /** @type {import('./library.js').LibraryPane | null} */ (null),
  outbox: /** @type {HTMLElement | null} */ (null),
};
const views = createViews();
const beside = isBeside();
const toast = createToast(byId('toast'));
const actions = createActions(toast, changed);
const hand = createHand(draw);
const marks = createMarkSwitch(byId('marks'));

/** The answer is asked for anew in the same order, so that no row moves under the hand; an order of nothing may grow. */
async function look() {
  const here = view;
  const { turn } = here;
  const tabId = here.tab?.id;
  if (tabId === undefined) return;
  here.looking += 1;
  const record = await askForPage({
    type: 'look',
    tabId,
    order: here.related?.total ? here.related.order : '',
  }).finally(() => (here.looking -= 1));
  if (view === here && here.turn === turn && record?.print !== undefined) await show(record);
}

async function changed() {
  const tabId = view.tab?.id ?? -1;
  await look();
  if (view.chosen === 'library') await common.library?.load();
  await tell({ type: 'changed', tabId });
}

/** @param {PageRecord} record */
async function show(record) {
  const samePage = view.record?.url === record.url;
  // Most openings ask for what is known already: then nothing is drawn anew, and what is being typed or read stays.
  if (samePage && view.offset === 0 && said(record) === said(view.record)) return;
  if (samePage) view.record = record;
  else turnTo(view, record);
  if (view.offset > 0 && record.answer?.related) await turn(view.offset, false);
  else view.related = record.answer?.related ?? null;
  draw();
}

/** All that a record shows. @param {PageRecord | null} record */
const said = (record) => JSON.stringify([record?.answer, record?.trouble]);

/** A weekend, or a source that makes us wait, is told in the footer; whoever cannot be asked is told elsewhere. */
async function askForLull() {
  const state = await ask('GET', '/refresh').catch(() => null);
  common.lull = state ? lull(state) : '';
  const answer = view.record?.answer;
  if (!common.lull || !answer) return;
  if (answer.counts.papers === 0) draw();
  else if (!byId('footer').hidden) drawFooter(answer);
}

/** @param {number} offset @param {boolean} [redraw] */
async function turn(offset, redraw = true) {
  const here = view;
  const tabId = view.tab?.id;
  if (tabId === undefined || !view.related) return;
  view.offset = offset;
  const batch = await askForBatch({ type: 'batch', tabId, order: view.related.order, offset });
  if (view !== here || view.offset !== offset) return; // turned on meanwhile
  if ('trouble' in batch) {
    view.offset = view.related.offset;
    return toast.fail(batch.trouble);
  }
  if (batch.answer.related) view.related = batch.answer.related;
  if (!redraw) return;
  draw();
  toTabs();
  document.getElementById(document.getElementById('next') ? 'next' : 'previous')?.focus();
}

function draw() {
  const { record } = view;
  if (!record) return;
  if (hand.holds()) return;
  const focus = focused();
  const dot = byId('dot');
  dot.className = `dot ${dotOf(record.trouble)}`;
  dot.title = t(`dot_${dotOf(record.trouble)}`);
  dot.setAttribute('aria-label', dot.title);
  // Without a valid token nothing that is shown could be acted on.
  if (record.answer && record.trouble?.kind !== 'unpaired') drawAnswer(record, record.answer);
  else if (record.trouble) drawTrouble(record.trouble);
  focus.again();
}

/** @param {Trouble} problem */
function drawTrouble(problem) {
  byId('tabs').hidden = true;
  byId('footer').hidden = true;
  const again = () => void look();
  const kept = KEPT.test(problem.kind) && /^https?:/.test(view.record?.url ?? '');
  fill(byId('page'), outbox(), kept && awayNotice(problem, again));
  if (kept) drawForm(null);
  else fill(byId('pane'), beside && problem.kind === 'unreadable' ? unread() : trouble(problem, again));
}

/** The saves that wait, in a line of its own: made once, it draws itself. */
const outbox = () => (common.outbox ??= outboxLine(toast, { sent: () => void changed() }));

/** @param {PageRecord} record @param {MatchAnswer} answer */
function drawAnswer(record, answer) {
  const { kind } = answer.page;
  if (kind !== 'paper' && view.chosen !== 'library' && !(view.chosen === 'brief' && view.briefOf)) view.chosen = 'page';
  if (kind === 'paper' && view.chosen === 'page') view.chosen = 'related';
  const notices = [
    outbox(),
    record.trouble && keptNotice(record.trouble, ago(record.at), () => void look()),
    ...answer.notices.map((notice) => el('div.notice.warm', null, notice)),
    kind === 'paper' && answer.counts.radar === 0 && answer.papers.length > 0 && emptyRadar(),
  ];
  const { following, opened } = view;
  const own = view.own?.isOf(answer.papers[0]?.key ?? '') ? view.own.element : null;
  const page = { tabId: view.tab?.id ?? -1, url: record.url };
  const head =
    kind === 'paper'
      ? paperPage(answer, actions, {
          ...{ following, toggleFollowing, brief: () => openBrief(), opened },
          ...{ page, own, toggleOwn: () => toggleOwn(answer.papers[0]?.key ?? '', own !== null) },
        })
      : kind === 'listing'
        ? listingHead(answer)
        : null;
  fill(byId('page'), ...notices, head);
  byId('tabs').hidden = false;
  fill(byId('tabs'), ...tabButtons(tabsOf(answer, view), view.chosen, (name) => choose(/** @type {TabName} */ (name))));
  drawPane(answer);
  drawFooter(answer);
}

/** @param {MatchAnswer} answer */
function drawPane(answer) {
  const pane = byId('pane');
  const paper = answer.papers[0];
  if (view.chosen === 'library') return void (pane.firstChild !== common.library?.pane && openLibrary());
  const briefed = briefedPaper(answer);
  if (view.chosen === 'brief' && briefed && view.brief?.isOf(briefed.key)) {
    view.brief.draw(); // by now there may be papers beside which it can be laid
    return fill(pane, briefed !== paper || view.briefOf ? el('h2.label', null, briefed.title) : null, view.brief.pane);
  }
  if (answer.page.kind === 'listing') return fill(pane, listingPapers(answer, actions, view.opened));
  if (answer.page.kind === 'other') return drawForm(answer);
  if (answer.page.pending) return fill(pane, el('div.state', { 'aria-busy': 'true' }, el('p', null, t('pendingHow'))));
  if (answer.counts.papers === 0)
    return fill(
      pane,
      emptyPool(() => void look(), answer.refreshing, common.lull),
    );
  if (!paper) return fill(pane, el('div.state', null, el('p', null, t('paperUnknown'))));
  return fill(pane, view.related && relatedPapers(view.related, actions, view.opened));
}

/** @param {MatchAnswer | null} answer null: the service is away */
function drawForm(answer) {
  const { tab, record } = view;
  if (tab?.id === undefined || !record) return;
  const page = { id: tab.id, url: tab.url ?? record.url, title: tab.title ?? '' };
  view.form ??= createSaveForm(page, toast, changed);
  const { pane, show } = view.form;
  // It is not drawn anew: what the reader has typed stays, and where they are in it.
  if (byId('pane').firstChild !== pane) fill(byId('pane'), pane);
  void show(answer, record.url);
}

/** @param {MatchAnswer} answer */
function drawFooter({ counts, updated, refreshing, page }) {
  const fresh = refreshing ? t('updating') : common.lull || (updated ? t('updated', ago(updated)) : t('neverUpdated'));
  const { since } = counts;
  const news = since ? t('newSince', counts.new, dayOf(since)) : plural('newThisWeek', counts.week);
  const batch =
    view.chosen === 'related' && page.kind === 'paper' && view.related
      ? batchButtons(view.related, (offset) => void turn(offset), BATCH)
      : [];
  // A page of which only its paper is asked has nothing to do with what is new.
  byId('footer').hidden = page.kind === 'other' && view.chosen === 'page';
  fill(
    byId('footer'),
    el('span', null, `${news} · ${fresh}`),
    el('span.space'),
    ...batch,
  );
}

/** @param {TabName} name */
function choose(name) {
  view.chosen = name;
  if (name === 'brief') return openBrief();
  draw();
}

/** The page's paper, or the one of a listing that was chosen. @param {MatchAnswer} answer */
function briefedPaper({ page, papers }) {
  if (page.kind === 'listing') return papers.find((paper) => paper.key === view.briefOf);
  return page.kind === 'paper' ? papers[0] : undefined;
}

/** What a mark in the page asked for. @param {import('./asked.js').Asked} asked */
function open({ what, key }) {
  if (what === 'brief') return openBrief(key);
  view.opened.add(`why ${key}`);
  draw();
  document.getElementById(`why ${key}`)?.scrollIntoView({ block: 'center' });
  document.getElementById(`paper ${key}`)?.focus({ preventScroll: true });
}

/** @param {string} [key] of a paper of a listing */
function openBrief(key) {
  const answer = view.record?.answer;
  if (key && answer?.page.kind === 'listing') view.briefOf = key;
  const paper = answer && briefedPaper(answer);
  if (!paper) return;
  if (!view.brief?.isOf(paper.key)) {
    view.brief?.close();
    const related = () => (answer.page.kind === 'paper' ? (view.related?.items ?? []) : []);
    view.brief = createBrief(paper.key, answer.brief?.id ?? '', related);
  }
  view.chosen = 'brief';
  draw();
  toTabs();
  void view.brief.open();
}

/** What the tabs show begins at the top, as far as it can. */
function toTabs() {
  byId('main').scrollTo({ top: Math.max(0, byId('tabs').offsetTop - byId('main').offsetTop) });
}

function openLibrary() {
  common.library ??= createLibrary(actions);
  fill(byId('pane'), common.library.pane);
  void common.library.load();
}

/** @param {boolean} open */
function toggleFollowing(open) {
  view.following = open;
  draw();
  if (open) byId('topic').focus();
  else byId('follow-topic').focus();
}

/** @param {string} key @param {boolean} open as it stands */
function toggleOwn(key, open) {
  const close = () => {
    view.own = null;
    draw();
    document.getElementById('own')?.focus();
  };
  if (open) return close();
  view.own = createOwnPart(key, toast, changed, close);
  draw();
  void view.own.open();
}

function search() {
  if (!view.record?.answer) return;
  choose('library');
  common.library?.focusSearch();
}

/** A page on its way: what stood there is of the one before. */
function wait() {
  byId('tabs').hidden = true;
  byId('footer').hidden = true;
  fill(byId('page'));
  fill(byId('pane'));
  const here = view;
  const { turn } = here;
  setTimeout(() => {
    if (view === here && here.turn === turn && !here.record) fill(byId('pane'), loading());
  }, FLASH);
}

/** The tab goes to another page. @param {import('./beside.js').KnownTab} tab */
function left(tab) {
  view = views.of(tab);
  view.turn += 1;
  view.record = null;
  view.told = false;
  void marks.show(tab.url ?? '');
  wait();
}

/** It is there: asked for, unless its script has told of it by now. @param {import('./beside.js').KnownTab} tab */
async function came(tab) {
  view = views.of(tab);
  void marks.show(tab.url ?? '');
  if (!view.told) await look(); // it came, or it was loaded again
  view.told = false;
}

/** A tab of which the popup is opened, or that comes to the front beside the panel. @param {chrome.tabs.Tab & {id: number}} tab */
async function showTab(tab) {
  view = views.of(tab);
  const here = view;
  void marks.show(tab.url ?? '');
  if (beside) here.record ? draw() : wait();
  const kept = /** @type {PageRecord | undefined} */ (await readSession(`page:${tab.id}`));
  const asked = beside ? null : await whatWasAsked(tab.id);
  if (view !== here) return;
  if (kept?.answer && kept.state === 'answered' && kept.url === (tab.url ?? kept.url)) await show(kept);
  const atOnce = asked && view.record !== null; // not while the page is being asked for anew
  if (atOnce) open(asked);
  else if (!beside) setTimeout(() => view.record ?? fill(byId('pane'), loading()), FLASH);
  byId('main').setAttribute('aria-busy', 'true'); // what is kept may stand there; what is so now is on its way
  await Promise.all([look(), askForLull()]);
  if (view !== here) return;
  if (asked && !atOnce) open(asked);
  byId('main').removeAttribute('aria-busy');
}

/** What the background keeps of the page: a pending paper arrives without our asking again. @param {PageRecord | undefined} record */
function heard(record) {
  if (record?.state === 'asking' && record.reading && !view.record) fill(byId('pane'), loading(record.reading));
  if (!record || record.state === 'asking') return;
  if (view.record?.answer?.page.pending && record.at !== view.record.at) void show(record);
  // Beside the page: it has told of itself, or the popup has asked for it, or something was done to its paper.
  else if (beside && !view.looking && said(record) !== said(view.record)) {
    view.told = view.record === null;
    void show(record);
  }
}

async function start() {
  // A tab may be named in the address, so that the popup can be looked at in a tab of its own.
  const named = Number(new URLSearchParams(location.search).get('tab'));
  const closed = views.forget;
  const follow = () => followTabs({ shown: (tab) => void showTab(tab), left, came: (tab) => void came(tab), closed });
  const front = named ? tabOf(named) : beside ? follow() : tabInFront();
  const [tab] = await Promise.all([front, loadLanguage()]);
  document.documentElement.lang = languageTag();
  furnish(() => view.tab?.windowId);
  listenToKeys({ brief: openBrief, search });
  onStored('session', (changes) => heard(changes[`page:${view.tab?.id}`]?.newValue));
  if (tab?.id === undefined) return;
  void ask('POST', '/looked', {}).catch(() => null);
  await showTab({ ...tab, id: tab.id });
}

void start();
