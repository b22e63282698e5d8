import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { begin, service, toast } from '../../options/section.js';
import { body, event } from '../../dom.js';
import { until } from '../../until.js';
import { createChosen } from '../../../../extension/feed/start/chosen.js';
import { followStep } from '../../../../extension/feed/start/follow.js';

const GROUPS = [
  {
    name: { en: 'Computer Science', zh: '计算机科学' },
    categories: [
      { id: 'cs.LG', name: { en: 'Machine Learning', zh: '机器学习' } },
      { id: 'cs.SD', name: { en: 'Sound', zh: '声音' } },
    ],
  },
];
const NONE = { origin: 'visited', papers: 0, skipped: 0, authors: [], topics: [], categories: [] };
const SOME = {
  origin: 'author',
  papers: 3,
  skipped: 0,
  authors: [{ name: 'Difan Zou', papers: 3, why: 'A Paper', author_id: 'zou_d_1' }],
  topics: [{ value: '<b>implicit</b> bias', papers: 2, why: 'A Paper' }],
  categories: [{ value: 'cs.SD', papers: 1, why: 'A Paper' }],
};

/** The tab's own storage, of which Node has none. */
const kept = new Map();
Object.assign(globalThis, {
  sessionStorage: {
    getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => kept.set(name, value),
    removeItem: (/** @type {string} */ name) => kept.delete(name),
  },
});

/** @type {any[]} */
const answers = [];
beforeEach(() => {
  kept.clear();
  answers.length = 0;
  begin({
    'GET /categories': { body: { groups: GROUPS } },
    'GET /settings': { body: { categories: ['cs.LG'] } },
    'PATCH /settings': ({ body: wanted }) => ({ body: wanted }),
    'POST /start/suggestions': ({ body: asked }) => ({ body: asked.author ? SOME : NONE }),
    'POST /radar/many': { body: { added: [], there: [], refused: [] } },
  });
});

async function step(chosen = createChosen()) {
  const place = document.createElement('div');
  body.replaceChildren(place);
  await followStep(place, chosen, { toast, followed: (answer) => answers.push(answer), skip: () => {} });
  /** @param {string} field @param {string} text */
  const type = (field, text) => {
    const input = /** @type {HTMLInputElement} */ (place.querySelector(`#start-${field}`));
    input.value = text;
    input.dispatchEvent(event('keydown', { key: 'Enter' }));
  };
  /** @param {string} field */
  const chips = (field) =>
    [...place.querySelectorAll(`.tags:has(#start-${field}) .chip`)].map((chip) => chip.firstChild?.textContent);
  const go = async () => {
    /** @type {HTMLElement} */ (place.querySelector('#start-go')).click();
    await until(() => answers.length > 0);
  };
  return { place, type, chips, go };
}

const sent = () => service.asked('/radar/many').map(({ body: asked }) => asked.entries);

test('what was typed is followed in one request, what is typed still with it', async () => {
  const { place, type, chips, go } = await step();
  type('authors', 'Ada Lovelace, Emmy Noether');
  type('topics', 'implicit bias');
  assert.deepEqual(chips('authors'), ['Ada Lovelace', 'Emmy Noether']);
  /** @type {HTMLInputElement} */ (place.querySelector('#start-topics')).value = 'diffusion';
  await go();
  assert.deepEqual(sent(), [
    [
      { kind: 'author', value: 'Ada Lovelace' },
      { kind: 'author', value: 'Emmy Noether' },
      { kind: 'topic', value: 'implicit bias' },
      { kind: 'topic', value: 'diffusion' },
    ],
  ]);
  assert.equal(service.log.filter(({ method }) => method === 'PATCH').length, 0, 'categories stay as they were');
});

test('an address stands for the person whom it leads to, with their id, and brings suggestions', async () => {
  const { place, type, chips, go } = await step();
  type('authors', 'https://arxiv.org/a/zou_d_1');
  await until(() => chips('authors')[0] === 'Difan Zou');
  const topic = /** @type {HTMLElement} */ (place.querySelector('#offered-topic .offer'));
  assert.equal(topic.querySelector('b'), null, 'what a paper says stays text');
  topic.click();
  /** @type {HTMLElement} */ (place.querySelector('#offered-category .offer')).click();
  await go();
  assert.deepEqual(sent(), [
    [
      { kind: 'author', value: 'Difan Zou', author_id: 'zou_d_1' },
      { kind: 'topic', value: '<b>implicit</b> bias' },
    ],
  ]);
  assert.deepEqual(service.log.find(({ method }) => method === 'PATCH')?.body, { categories: ['cs.LG', 'cs.SD'] });
});

test('an address that leads to nobody is told, and stays nobody', async () => {
  service.answers['POST /start/suggestions'] = {
    status: 404,
    body: { error: { code: 'author_not_found', message: 'arXiv knows no papers of an author.', hint: 'Give the name.' } },
  };
  const { place, type, chips } = await step();
  type('authors', 'zou_d_9');
  await until(() => place.querySelector('#start-problem')?.textContent?.includes('Give the name'));
  assert.deepEqual(chips('authors'), []);
});

test('a file dropped anywhere suggests, and is told by its name while it is read; dragged words are left to the fields', async () => {
  service.answers['POST /start/suggestions'] = ({ body: asked }) => ({ body: asked.text ? { ...SOME, origin: 'file' } : NONE });
  const { place } = await step();
  const file = new File(['@article{a, title={A}}'], 'mine.bib');
  const words = event('drop', { dataTransfer: { types: ['text/plain'], files: [] } });
  document.dispatchEvent(words);
  assert.equal(words.defaultPrevented, false);
  const drop = event('drop', { dataTransfer: { types: ['Files'], files: [file] } });
  document.dispatchEvent(drop);
  assert.equal(drop.defaultPrevented, true);
  assert.ok(place.querySelector('#start-said')?.textContent?.includes('mine.bib'));
  await until(() => place.querySelector('#offered-author .offer'));
  assert.ok(service.asked('/start/suggestions').some(({ body: asked }) => asked.text === '@article{a, title={A}}'));
});

test('a suggestion pressed twice is taken back, and Backspace takes the last one', async () => {
  const chosen = createChosen();
  chosen.offer(SOME);
  const { place, chips } = await step(chosen);
  const offer = () => /** @type {HTMLElement} */ (place.querySelector('#offered-author .offer'));
  offer().click();
  assert.equal(offer().getAttribute('aria-pressed'), 'true');
  offer().click();
  assert.deepEqual(chips('authors'), []);
  offer().click();
  place.querySelector('#start-authors')?.dispatchEvent(event('keydown', { key: 'Backspace' }));
  assert.equal(offer().getAttribute('aria-pressed'), 'false');
});

test('what was chosen outlives a reload of the page, until it is followed', async () => {
  const first = await step();
  first.type('topics', 'implicit bias');
  const second = await step();
  assert.deepEqual(second.chips('topics'), ['implicit bias']);
  await second.go();
  assert.equal(createChosen().count(), 0);
});
