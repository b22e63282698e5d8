import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { begin, service } from '../../options/section.js';
import { answer } from '../../answers.js';
import { body } from '../../dom.js';
import { refresh as refreshing, source as sourceState } from '../../refreshes.js';
import { until } from '../../until.js';
import { arrivingStep } from '../../../../extension/feed/start/arriving.js';

const NOTHING = { total: 0, settled: true, items: [] };
const PAPER = /** @type {any} */ (answer().papers[0]);

/** @type {string[]} */
const acted = [];
beforeEach(() => {
  acted.length = 0;
  begin({
    'GET /refresh': { body: refreshing({ running: false }) },
    'POST /refresh': { body: refreshing({ running: false, new: 3 }) },
    'GET /feed?limit=6': { body: NOTHING },
  });
});
afterEach(() => body.replaceChildren()); // what is not shown asks no more

/** @param {any[]} [refused] */
function step(refused = []) {
  const place = document.createElement('div');
  body.replaceChildren(place);
  const [done, back, everything] = ['done', 'back', 'everything'].map((name) => () => void acted.push(name));
  const acts = /** @type {any} */ ({ done, back, everything });
  arrivingStep(place, { added: [], there: [], refused }, acts);
  return { place, said: () => place.querySelector('#start-progress')?.textContent ?? '' };
}

test('the papers that hit are shown as they come, and the feed is opened from there', async () => {
  service.answers['GET /feed?limit=6'] = { body: { total: 1, settled: true, items: [PAPER] } };
  const { place, said } = step();
  await until(() => said().startsWith('Done'));
  assert.equal(place.querySelectorAll('ol.papers li').length, 1);
  assert.ok(place.querySelector('ol.papers h3')?.textContent?.includes(PAPER.title));
  assert.equal(place.querySelector('#start-none'), null);
  /** @type {HTMLElement} */ (place.querySelector('#start-open')).click();
  assert.deepEqual(acted, ['done']);
});

test('where nothing hits, there are two ways on', async () => {
  const { place } = step();
  await until(() => place.querySelector('#start-none'));
  for (const id of ['start-more', 'start-everything'])
    /** @type {HTMLElement} */ (place.querySelector(`#${id}`)).click();
  assert.deepEqual(acted, ['back', 'everything']);
});

test('a refresh that runs already is told to ask arXiv anew, now that it is known for what', async () => {
  const sources = [
    sourceState({ source: 'arxiv', kind: 'arxiv' }),
    sourceState({ source: 'arxiv-followed', kind: 'arxiv' }),
    sourceState({ source: 'arxiv-backfill', kind: 'arxiv', paused: true }),
    sourceState({ source: 'huggingface', kind: 'huggingface' }),
  ];
  service.answers['GET /refresh'] = { body: refreshing({ running: true, sources }) };
  step();
  await until(() => service.log.some(({ method }) => method === 'POST'));
  assert.deepEqual(service.log.find(({ method }) => method === 'POST')?.body, { sources: ['arxiv', 'arxiv-followed'] });
});

test('what cannot be followed is named with the reason, as text', async () => {
  const { place } = step([{ kind: 'topic', value: '<i>—</i>', why: 'It is nothing that can be followed.' }]);
  assert.ok(place.querySelector('.notice')?.textContent?.includes('<i>—</i> It is nothing'));
  assert.equal(place.querySelector('.notice i'), null);
  await until(() => place.querySelector('#start-none'));
});

test('a source that failed is named, and a service that went away can be asked again', async () => {
  const failed = sourceState({ source: 'arxiv', kind: 'arxiv', error: 'arXiv cannot be reached.', code: 'source_unreachable' });
  service.answers['POST /refresh'] = { body: refreshing({ running: false, sources: [failed] }) };
  const { place } = step();
  await until(() => place.textContent?.includes('arXiv cannot be reached.'));
  service.answers['POST /refresh'] = { status: 500, body: { error: { code: 'internal', message: 'Broken.', hint: '' } } };
  const other = step();
  await until(() => other.place.querySelector('#start-retry'));
  service.answers['POST /refresh'] = { body: refreshing({ running: false }) };
  /** @type {HTMLElement} */ (other.place.querySelector('#start-retry')).click();
  await until(() => other.said().startsWith('Done'));
});
