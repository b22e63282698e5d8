import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { begin, drawn, said, service } from './section.js';
import { event } from '../dom.js';
import { refresh, source } from '../refreshes.js';
import { sources } from '../../../extension/options/sources.js';
import { until } from '../until.js';

const nature = source({ source: 'feed:nature', name: 'Nature', kind: 'journal', new: 0 });
let state = refresh();

beforeEach(() => {
  state = refresh({ sources: [source(), nature] });
  begin({
    'GET /refresh': () => ({ body: state }),
    'POST /refresh': () => {
      state = { ...state, running: true, total: 2, source: 'arxiv', steps: 4, step: 1, doing: 'cs.LG', new: 12 };
      return { status: 202, body: state };
    },
    'DELETE /refresh': () => {
      state = { ...state, running: false, source: '', cancelled: true };
      return { body: state };
    },
    'PATCH /sources/feed%3Anature': ({ body: { paused } }) => {
      state = { ...state, sources: [source(), { ...nature, paused }] };
      return { body: state.sources[1] };
    },
    'GET /sources/arxiv/fetches': {
      body: {
        fetches: [
          { finished: '2026-06-19T08:00:00+00:00', new: 312, updated: 41, skipped: 2, error: '', code: '', status: 200 },
          { finished: '2026-06-19T04:00:00+00:00', new: 0, updated: 0, skipped: 0, error: '', code: '', status: 304 },
          { finished: '2026-06-18T04:00:00+00:00', new: 0, updated: 0, skipped: 0, error: 'Cut <b>off</b>.', code: 'x', status: 0 },
        ],
      },
    },
    'GET /settings': { body: { retention_days: 90 } },
    'PATCH /settings': ({ body }) => ({ body: { retention_days: body.retention_days } }),
  });
});

const section = () => drawn(sources);
/** @param {Element} place @param {string} name @returns {any} */
const button = (place, name) =>
  [...place.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
/** @param {Element} place */
const lines = (place) => [...place.querySelectorAll('ul.sources > li')].map((li) => li.textContent ?? '');
/** @param {Element} place */
const progressed = (place) => place.querySelector('[aria-live]')?.textContent;

test('each source is a row: its state in a word, what it brought, when it is asked next', async () => {
  const [arxiv, journal] = lines(await section());
  assert.match(arxiv ?? '', /^arXivpreprints.*fine.*312 new, 41 updated.*next: any moment/);
  assert.match(journal ?? '', /^Naturejournal.*nothing new/);
});

test('a refresh shows how far it is and what came, can be cancelled, and says how it ended', async () => {
  const place = await section();
  const start = button(place, 'Fetch all now');
  start.focus();
  start.click();
  await until(() => progressed(place) === 'Fetching from arXiv…');
  assert.match(place.textContent ?? '', /source 1 of 2 · cs\.LG · 12 new papers/);
  assert.equal(place.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow'), '13');
  assert.match(lines(place)[0] ?? '', /fetching/);
  start.click();
  button(place, 'Cancel').click();
  await until(() => progressed(place) === 'Cancelled: 12 new papers. What has come stays.');
  assert.equal(service.log.filter(({ method }) => method === 'POST').length, 1, 'a second press starts no other');
  assert.equal(document.activeElement, start);
});

test('a refresh that was begun elsewhere is seen', async () => {
  state = refresh({ running: true, source: 'feed:nature', total: 2, done: 1, sources: state.sources });
  const place = await section();
  assert.equal(progressed(place), 'Fetching from Nature…');
  state = refresh({ new: 3, sources: state.sources });
  await until(() => progressed(place) === 'Done: 3 new papers.');
});

test('one source is fetched, or paused and brought back by undo; the button pressed keeps the focus', async () => {
  const place = await section();
  button(place, 'Fetch now: Nature').click();
  await until(() => state.running);
  assert.deepEqual(service.log.at(-1)?.body, { sources: ['feed:nature'] });
  state = { ...state, running: false };
  const pause = button(place, 'Pause: Nature');
  pause.focus();
  pause.click();
  await until(() => button(place, 'Resume: Nature'));
  assert.equal(document.activeElement, button(place, 'Resume: Nature'));
  assert.equal(said[0]?.text, 'Nature is paused.');
  said[0]?.undo?.();
  await until(() => button(place, 'Pause: Nature'));
});

test('a failure says what it was, as text, and how often; its last fetches are unfolded on demand', async () => {
  state.sources[0] = source({ error: 'It sent <i>HTML</i>. Try later.', code: 'x', failures: 3 });
  const place = await section();
  assert.match(lines(place)[0] ?? '', /paused after 3 failures.*It sent <i>HTML<\/i>\. Try later\./);
  const details = /** @type {HTMLDetailsElement} */ (place.querySelector('details.fetches'));
  details.open = true;
  details.dispatchEvent(event('toggle'));
  await until(() => details.querySelectorAll('li').length === 3);
  const texts = [...details.querySelectorAll('li span')].map((span) => span.textContent);
  assert.deepEqual(texts, ['312 new, 41 updated, 2 passed over', 'nothing had changed · HTTP 304', 'Cut <b>off</b>.']);
  assert.equal(place.querySelector('i'), null);
});

test('many journals are folded, and the fold says how many fail', async () => {
  const feeds = Array.from({ length: 8 }, (_, place) =>
    source({ source: `feed:${place}`, name: `Journal ${place}`, kind: 'journal', error: place ? '' : 'Gone.' }),
  );
  state = refresh({ sources: [source(), ...feeds] });
  const place = await section();
  assert.equal(place.querySelector('#journal-sources summary')?.textContent, 'Journals8 chosen · 1 failing');
  assert.equal(place.querySelectorAll('#journal-sources ul.sources > li').length, 8);
});

test('how long papers are kept is changed, and back by undo', async () => {
  const place = await section();
  const days = /** @type {HTMLInputElement} */ (place.querySelector('#retention'));
  assert.equal(days.value, '90');
  days.value = '30';
  days.form?.dispatchEvent(event('submit'));
  await until(() => said.length === 1);
  assert.deepEqual(service.log.at(-1)?.body, { retention_days: 30 });
  assert.equal(said[0]?.text, 'Papers are kept for 30 days.');
  said[0]?.undo?.();
  await until(() => said.length === 2);
  assert.equal(days.value, '90');
});

test('a service that is gone for a while is told, and forgotten when it is back', async () => {
  state = refresh({ running: true, source: 'arxiv', total: 1, sources: state.sources });
  const place = await section();
  const running = service.answers['GET /refresh'];
  service.answers['GET /refresh'] = { stranger: true };
  await until(() => /Something else answers/.test(progressed(place) ?? ''));
  service.answers['GET /refresh'] = /** @type {any} */ (running);
  button(place, 'Fetch now: Nature').click();
  await until(() => progressed(place) === 'Fetching from arXiv…');
});

test('journals come and go among the rows, and rows that stay are left as they are', async () => {
  const place = await section();
  const [arxiv] = place.querySelectorAll('ul.sources > li');
  const science = source({ source: 'feed:science', name: 'Science', kind: 'journal' });
  for (const feeds of [[nature, science], [science], []]) {
    state = { ...state, running: false, sources: [source(), ...feeds] };
    service.answers['POST /refresh'] = { status: 202, body: state };
    button(place, 'Fetch now: arXiv').click();
    await until(() => lines(place).length === 1 + feeds.length);
    assert.equal(place.querySelector('ul.sources > li'), arxiv);
  }
});

test('without the service it is said how to mend it', async () => {
  service.answers['GET /refresh'] = { stranger: true };
  assert.match((await section()).textContent ?? '', /Something else answers.*Check the connection/);
});
