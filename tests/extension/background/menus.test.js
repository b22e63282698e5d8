import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeLibrary } from '../fake-library.js';
import { answer, facts, paper } from '../answers.js';
import { commandGiven, menuChosen } from '../../../extension/background/menus.js';
import { flush } from '../../../extension/background/outbox.js';
import { addressIn } from '../../../extension/background/pointed.js';

const NO_PAPER = { status: 400, body: { error: { code: 'no_paper', message: 'No single paper.', hint: '' } } };
const ABS = 'https://arxiv.org/abs/2602.11557';
let library = new FakeLibrary();
/** What the functions that are run in the page find there. @type {Record<string, any>} */
let inPage = {};
beforeEach(() => {
  fake.restart();
  fake.local.values = { connection: { address: 'http://127.0.0.1:1', token: 'secret' } };
  inPage = {};
  /** @type {PageFacts} */
  const page = {
    ...facts(ABS),
    meta: [['citation_title', 'The Implicit Bias of Steepest Descent']],
    items: [{ href: '/abs/2601.00007', title: 'A Row of a Listing' }],
  };
  fake.tabs = [{ id: 1, url: ABS, active: true, content: () => page, says: (name) => inPage[name] }];
  library = new FakeLibrary();
  /** @type {any} */ (globalThis).fetch = library.fetch;
});

/** @param {string} menuItemId @param {object} [info] */
const choose = (menuItemId, info = {}) =>
  menuChosen(/** @type {any} */ ({ menuItemId, frameId: 0, ...info }), /** @type {any} */ ({ id: 1 }));
const badge = () => fake.badges[1];

test('the page is saved by the menu and by the keys, with its facts', async () => {
  await choose('save-page');
  await commandGiven('save-page', /** @type {any} */ ({ id: 1 }));
  assert.deepEqual(library.taken.map((order) => order.facts?.url), [ABS, ABS]);
  assert.equal(new Set(library.ids).size, 2);
  assert.equal(badge()?.text, '✓');
  assert.match(String(badge()?.title), /Saved: A paper/);
});

test('with the service away, the button says at once how many wait', async () => {
  library.up = false;
  await choose('save-page');
  assert.equal(badge()?.text, '↑1');
});

test('with the service away, what is kept has its star in every page that shows it, until it is refused', async () => {
  const shown = { state: 'answered', url: ABS, print: '', stale: false, answer: answer({ papers: [paper()] }) };
  Object.assign(fake.session.values, { 'page:1': shown, 'page:7': shown });
  const stars = () => ['page:1', 'page:7'].map((name) => fake.session.values[name].answer.papers[0].saved);
  library.up = false;
  await choose('save-page');
  assert.deepEqual(stars(), [true, true]);
  library.up = true;
  library.instead = () => ({ status: 400, body: { error: { code: 'invalid', message: 'No.', hint: '' } } });
  await flush();
  assert.equal(fake.session.values['page:7'].stale, true);
});

test('a link to a known work goes by its address, with the best of its texts', async () => {
  inPage.linkTexts = ['PDF', 'Attention Is  All You Need', '10.48550/arXiv.1706.03762'];
  await choose('save-link', { linkUrl: 'https://arxiv.org/pdf/1706.03762v7' });
  const [order] = library.taken;
  assert.equal(order?.facts?.url, 'https://arxiv.org/pdf/1706.03762v7');
  assert.equal(order.facts.title, 'Attention Is All You Need');
});

test('any other link is kept as a link, where the service can make no paper of it', async () => {
  library.instead = ({ facts }) => (facts ? NO_PAPER : null);
  await choose('save-link', { linkUrl: 'https://www.example.org/talk#top' });
  const url = 'https://www.example.org/talk#top';
  assert.deepEqual(library.taken[0]?.paper, { key: url.replace('#top', '').replace('https', 'url:https'), title: 'example.org/talk', url });
});

test('selected words save the paper that they name, link to, or are the title of', async () => {
  await choose('save-selection', { selectionText: 'Vaswani et al. 2017. arXiv preprint arXiv:1706.03762.' });
  await choose('save-selection', { selectionText: 'see doi:10.1000/ABC.12).' });
  inPage.selectedLinks = ['https://example.org/about', 'https://doi.org/10.5555/linked'];
  await choose('save-selection', { selectionText: 'the famous paper' });
  inPage.selectedLinks = [];
  await choose('save-selection', { selectionText: 'a row of  a listing' });
  await choose('save-selection', { selectionText: 'The Implicit Bias of Steepest' });
  assert.deepEqual(
    library.taken.map((order) => order.facts?.url),
    [
      'https://arxiv.org/abs/1706.03762',
      'https://doi.org/10.1000/ABC.12',
      'https://doi.org/10.5555/linked',
      'https://arxiv.org/abs/2601.00007',
      ABS,
    ],
  );
});

test('words that name no paper are told, and nothing is saved', async () => {
  await choose('save-selection', { selectionText: 'in the year 2024' });
  assert.equal(badge()?.text, '!');
  assert.match(String(badge()?.title), /no DOI, no arXiv id/);
  assert.equal(library.asked, 0);
});

test('an id in words is one only where it may be one', () => {
  assert.equal(addressIn('1706.03762v2'), 'https://arxiv.org/abs/1706.03762v2');
  assert.equal(addressIn('(hep-th/9901001)'), 'https://arxiv.org/abs/hep-th/9901001');
  assert.equal(addressIn('it cost 1204.56789 euros'), '');
  assert.equal(addressIn('https://openreview.net/forum?id=abcdef12'), 'https://openreview.net/forum?id=abcdef12');
  assert.equal(addressIn('https://example.org/'), '');
});
