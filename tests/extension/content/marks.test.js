import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

import { open } from './page.js';

const EXTENSION = new URL('../../../extension/', import.meta.url);
const FILES = ['look', 'place', 'only', 'rows', 'bar', 'keys', 'marks'];
const URL_ = 'https://arxiv.org/list/cs.LG/recent';
const IDS = ['2601.00001', '2601.00002', '2601.00003'];
const HOSTILE = '<img src=x onerror=alert(1)> $& {rows}';

const LISTING = `<!doctype html><html><body><input id="field"><dl id="articles">${IDS.map(
  (id) => `<dt style="color: red"><a href="/abs/${id}" title="Abstract">arXiv:${id}</a></dt>
<dd><div class="list-title">${id}</div><div class="list-authors"><a href="/a/1">Ada Lovelace</a></div></dd>`,
).join('')}</dl></body></html>`;

/** @param {number} item @param {Partial<MarkedPaper>} [more] @returns {MarkedPaper} */
const paper = (item, more = {}) => ({
  item,
  href: `https://arxiv.org/abs/${IDS[item]}`,
  key: `arxiv:${IDS[item]}`,
  title: `Paper ${item}`,
  saved: false,
  reasons: [{ kind: 'author', text: 'Ada Lovelace', level: 'match' }],
  authors: [{ index: 0, text: 'Ada Lovelace', level: 'match' }],
  ...more,
});
/** @param {MarkedPaper[]} papers @param {Partial<Marks>} [more] @returns {Marks} */
const marksOf = (papers, more = {}) => ({
  url: URL_,
  kind: 'listing',
  rows: 3,
  understood: 3,
  hits: papers.filter(({ reasons }) => reasons.length).length,
  related: 0,
  papers,
  language: 'en',
  words: {
    count: '{hits} of {rows} on your radar',
    dismissed: '“{title}” is no longer marked',
    save: 'Save “{title}”',
    unsave: 'Remove “{title}”',
    undo: 'Undo',
    failed: 'That did not work',
  },
  ...more,
});

/** The page with the marks' files in it; `answer` is what the background says to an act. */
async function marked(html = LISTING, url = URL_) {
  const page = await open(url, html);
  const { window } = page;
  /** @type {ShadowRoot[]} */
  const roots = [];
  const attach = window.HTMLElement.prototype.attachShadow;
  window.HTMLElement.prototype.attachShadow = function (/** @type {any} */ how) {
    const root = attach.call(this, how);
    roots.push(/** @type {any} */ (root));
    return root;
  };
  const box = { width: 100, height: 20, top: 50, bottom: 70, left: 0, right: 100, x: 0, y: 50 };
  /** @this {Element} */
  window.Element.prototype.getBoundingClientRect = function () {
    return /** @type {any} */ (this.closest('[style*="display: none"]') ? { ...box, width: 0, height: 0 } : box);
  };
  window.Element.prototype.getClientRects = () => /** @type {any} */ ([box]);
  window.Range.prototype.getClientRects = () => /** @type {any} */ ([box]);
  /** @this {Element} */
  /** @type {any} */ (window.Element.prototype).checkVisibility = function () {
    return !this.closest('[style*="display: none"]');
  };
  /** @type {any[]} */
  const acts = [];
  const state = { answer: /** @type {any} */ ({ ok: true }) };
  const world = /** @type {any} */ (globalThis);
  world.paperRadarMarks = undefined;
  world.chrome.runtime.sendMessage = async (/** @type {any} */ message) => {
    if (message.type !== 'act') return undefined;
    acts.push([message.act, message.key]);
    return state.answer;
  };
  Object.assign(world, {
    HTMLElement: window.HTMLElement,
    ResizeObserver: class {
      observe() {}
      disconnect() {}
    },
    getComputedStyle: window.getComputedStyle.bind(window),
    matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }),
    removeEventListener: window.removeEventListener.bind(window),
    scrollBy: () => {},
    innerHeight: 800,
  });
  const run = () =>
    FILES.forEach((file) =>
      vm.runInThisContext(readFileSync(new URL(`content/marks/${file}.js`, EXTENSION), 'utf8'), { filename: file }),
    );
  run();
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  /** As by the reader's hand, which scripts cannot feign in a browser. @param {any} target @param {any} event */
  const does = async (target, event) => {
    Object.defineProperty(event, 'isTrusted', { value: true });
    target.dispatchEvent(event);
    await settled();
    return event;
  };
  return {
    page,
    document: window.document,
    roots,
    acts,
    state,
    run,
    settled,
    /** @param {Marks | null} marks @param {string} [from] */
    async sent(marks, from = 'ours') {
      const heard = page.ears.filter((ear) => {
        let answered = false;
        ear({ type: 'marks', marks }, { id: from }, () => (answered = true));
        return answered;
      });
      await settled();
      return heard.length;
    },
    /** @param {string} selector @returns {any[]} */
    all: (selector) => [...(roots.at(-1)?.querySelectorAll(selector) ?? [])],
    /** @param {string} selector */
    texts: (selector) => [...(roots.at(-1)?.querySelectorAll(selector) ?? [])].map((one) => one.textContent),
    /** @param {string} name @param {any} [how] */
    key: (name, { at = window.document.body, ...how } = {}) =>
      does(at, new window.KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, composed: true, ...how })),
    /** @param {any} target */
    click: (target) => does(target, new window.MouseEvent('click', { bubbles: true })),
  };
}

test('what hits is marked with its reason, what is saved with a star; the page is left as it was', async () => {
  const { document, sent, texts } = await marked();
  const before = document.body.outerHTML;
  assert.equal(await sent(marksOf([paper(0), paper(2, { reasons: [], authors: [], saved: true })])), 1);
  assert.deepEqual(texts('.mark'), ['Ada Lovelace☆', '★']);
  assert.deepEqual(texts('.count'), ['1 of 3 on your radar']);
  assert.equal(document.body.outerHTML, before);
  assert.equal(document.querySelector('paper-radar-marks')?.shadowRoot, null, 'the root is open to the page');
});

test('a row that shows another paper by now is not marked; one that moved is found', async () => {
  const { sent, texts } = await marked();
  await sent(marksOf([paper(0, { href: 'https://arxiv.org/abs/2601.09999' }), paper(1, { item: 2, saved: true })]));
  assert.deepEqual(texts('.mark'), ['Ada Lovelace★']);
});

test('null takes all away, what was hidden and listened to as well', async () => {
  const { document, sent, click, key, all, acts } = await marked();
  const before = document.documentElement.outerHTML;
  await sent(marksOf([paper(0)]));
  await click(all('#only')[0]);
  assert.equal(document.querySelectorAll('[style*="display: none"]').length, 4);
  await sent(null);
  assert.equal(document.documentElement.outerHTML, before);
  assert.equal((await key('j')).defaultPrevented, false);
  assert.deepEqual(acts, []);
});

test('marks of another page, or from another extension, are none', async () => {
  const { document, sent } = await marked();
  await sent(marksOf([paper(0)], { url: 'https://arxiv.org/list/cs.CL/recent' }));
  assert.equal(await sent(marksOf([paper(0)]), 'another'), 0);
  assert.equal(document.querySelector('paper-radar-marks'), null);
});

test('the files run once more show nothing twice', async () => {
  const { document, sent, run, page, texts } = await marked();
  await sent(marksOf([paper(0)]));
  run();
  await sent(marksOf([paper(0), paper(1)]));
  assert.equal(document.querySelectorAll('paper-radar-marks').length, 1);
  assert.equal(texts('.mark').length, 2);
  assert.equal(page.ears.length, 2, 'collect.js and marks.js, each with one ear');
});

test('j, then s: the star is filled at once, and the background saves', async () => {
  const { sent, key, texts, acts } = await marked();
  await sent(marksOf([paper(0), paper(1)]));
  await key('s'); // walks to the first, so that the reader sees what is meant
  assert.deepEqual(acts, []);
  await key('s');
  assert.deepEqual(acts, [['save', 'arxiv:2601.00001']]);
  assert.deepEqual(texts('.star'), ['★', '☆']);
  assert.deepEqual(texts('.at'), ['1 / 2']);
});

test('what failed is taken back, with the reason in the bar', async () => {
  const { sent, click, all, texts, state } = await marked();
  state.answer = { trouble: { title: 'The service is down.', hint: 'Start it.' } };
  await sent(marksOf([paper(0)]));
  await click(all('.star')[0]);
  assert.deepEqual(texts('.star'), ['☆']);
  assert.deepEqual(texts('.told p'), ['The service is down. Start it.']);
});

test('a dismissed paper loses its mark, and undo brings it back', async () => {
  const { sent, key, click, all, texts, acts } = await marked();
  await sent(marksOf([paper(0), paper(1)]));
  await key('j');
  await key('x');
  assert.deepEqual([texts('.mark').length, texts('.count')], [1, ['1 of 3 on your radar1 / 1']]);
  await click(all('.told button')[0]);
  assert.deepEqual(acts, [
    ['dismiss', 'arxiv:2601.00001'],
    ['restore', 'arxiv:2601.00001'],
  ]);
  assert.equal(texts('.mark').length, 2);
});

test('marks that were sent before an undo take neither its paper away nor the place of the walk', async () => {
  const { sent, key, click, all, texts, acts, state, settled } = await marked();
  await sent(marksOf([paper(0), paper(1)]));
  await key('j');
  await key('j');
  await key('x');
  let done = (/** @type {any} */ answer) => answer;
  state.answer = new Promise((resolve) => (done = resolve));
  await click(all('.told button')[0]);
  await key('j');
  await sent(marksOf([paper(0)]));
  assert.equal(texts('.mark').length, 2);
  done({ ok: true });
  await settled();
  await sent(marksOf([paper(0)]));
  await sent(marksOf([paper(0), paper(1)]));
  await key('s');
  assert.deepEqual(acts.at(-1), ['save', 'arxiv:2601.00002']);
});

test('a brief is opened at once, while an undo of the same paper is still under way', async () => {
  const { sent, key, click, all, acts, state } = await marked();
  await sent(marksOf([paper(0)]));
  await key('j');
  await key('x');
  state.answer = new Promise(() => {});
  await click(all('.told button')[0]);
  await key('j');
  await key('b');
  assert.deepEqual(acts.slice(1), [
    ['restore', 'arxiv:2601.00001'],
    ['brief', 'arxiv:2601.00001'],
  ]);
});

test('keys are the page’s while the reader types, holds a modifier, or when a script feigns them', async () => {
  const { sent, key, document, texts, page } = await marked();
  await sent(marksOf([paper(0)]));
  for (const how of [{ at: document.getElementById('field') }, { ctrlKey: true }, { metaKey: true }, { altKey: true }])
    assert.equal((await key('j', how)).defaultPrevented, false);
  document.body.dispatchEvent(new page.window.KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  assert.deepEqual(texts('.at'), []);
  assert.equal((await key('j')).defaultPrevented, true);
});

test('keys are the page’s in whatever can be written or chosen in, through its shadow roots too', async () => {
  const { sent, key, document, texts } = await marked();
  await sent(marksOf([paper(0)]));
  const put = (/** @type {any} */ parent, /** @type {string} */ html) => {
    parent.innerHTML = html;
    return parent.querySelector('[data-here]') ?? parent.firstElementChild;
  };
  const place = document.createElement('div');
  document.body.append(place);
  for (const html of [
    '<select></select>',
    '<textarea></textarea>',
    '<div contenteditable><p><b data-here>x</b></p></div>',
    '<div role="menu"><a data-here href="#">x</a></div>',
  ])
    assert.equal((await key('j', { at: put(place, html) })).defaultPrevented, false, html);
  const open = put(place, '<x-open></x-open>').attachShadow({ mode: 'open' });
  assert.equal((await key('j', { at: put(open, '<input>') })).defaultPrevented, false, 'a field in an open root');
  // Around the component, a menu of the page's.
  const within = put(place, '<div role="menu"><x-open data-here></x-open></div>').attachShadow({ mode: 'open' });
  assert.equal((await key('j', { at: put(within, '<a href="#">x</a>') })).defaultPrevented, false, 'a menu around it');
  const closed = put(place, '<x-closed tabindex="0"></x-closed>');
  closed.attachShadow({ mode: 'closed' });
  closed.focus();
  assert.equal((await key('j', { at: closed })).defaultPrevented, false, 'who knows what has the focus in there');
  assert.deepEqual(texts('.at'), []);
});

test('keys are the page’s while a dialog of it is open, wherever the focus is, and ours when it is hidden', async () => {
  for (const html of ['<dialog open></dialog>', '<div role="dialog"></div>', '<div aria-modal="true"></div>']) {
    const { sent, key, document, acts } = await marked();
    await sent(marksOf([paper(0)]));
    document.body.insertAdjacentHTML('beforeend', html);
    for (const name of ['j', 's', 'x', 'Escape']) assert.equal((await key(name)).defaultPrevented, false, html);
    assert.deepEqual(acts, []);
    document.body.lastElementChild?.setAttribute('style', 'display: none');
    assert.equal((await key('j')).defaultPrevented, true, html);
  }
});

test('a click that a script feigns does nothing', async () => {
  const { sent, all, acts, settled } = await marked();
  await sent(marksOf([paper(0)]));
  all('.star')[0].click();
  all('.chip')[0].click();
  await settled();
  assert.deepEqual(acts, []);
});

test('hostile titles stay words', async () => {
  const { sent, key, all, texts } = await marked();
  await sent(marksOf([paper(0, { title: HOSTILE, reasons: [{ kind: 'topic', text: HOSTILE, level: 'match' }] })]));
  await key('j');
  await key('x');
  assert.deepEqual(texts('.told p'), [`“${HOSTILE}” is no longer marked`]);
  assert.equal(all('img').length, 0);
});

test('a paper page has no rows to walk: the bar tells why it is on the radar and how many are related', async () => {
  const url = 'https://arxiv.org/abs/2601.00001';
  const html = '<div id="abs"><h1 class="title">T</h1><div class="authors"><a href="/a/1">Ada Lovelace</a></div></div>';
  const { sent, key, click, all, texts, acts } = await marked(html, url);
  const words = { why: 'On your radar: {reasons}', related: '12 related new papers', savePage: 'Save' };
  await sent(marksOf([paper(0, { href: url })], { url, kind: 'paper', related: 12, words }));
  assert.deepEqual([texts('.count'), texts('#related')], [['On your radar: Ada Lovelace'], ['12 related new papers']]);
  assert.equal((await key('j')).defaultPrevented, false);
  await click(all('#related')[0]);
  await key('s');
  assert.deepEqual(acts, [
    ['popup', ''],
    ['save', 'arxiv:2601.00001'],
  ]);
});

test('what an extension that is no more left in the page goes with the next key', async () => {
  const { document, sent, key } = await marked();
  await sent(marksOf([paper(0)]));
  /** @type {any} */ (globalThis).chrome.runtime.id = undefined;
  assert.equal((await key('j')).defaultPrevented, false);
  assert.equal(document.querySelector('paper-radar-marks'), null);
});

test('the bar goes for this page only, “?” brings it back, and from it the marks are turned off on the site', async () => {
  const { sent, key, click, all, acts } = await marked();
  const { words } = marksOf([]);
  await sent(marksOf([paper(0)], { words: { ...words, off: 'Turn off', hidden: 'Hidden' } }));
  await click(all('#hide')[0]);
  assert.deepEqual([all('.now')[0].hidden, all('.mark').length], [true, 1]);
  await key('?');
  assert.equal(all('.now')[0].hidden, false);
  await key('?');
  await click(all('button.off')[0]);
  assert.deepEqual(acts, [['hide', '']]);
});
