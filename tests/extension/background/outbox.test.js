import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { EVERYWHERE, fake } from '../fake-chrome.js';
import { FakeLibrary } from '../fake-library.js';
import { answer, facts } from '../answers.js';
import { act, flush, keepAgain, save, saveWhole, serviceIsThere, waiting } from '../../../extension/background/outbox.js';
import { bytes } from '../../../extension/background/letters.js';

let library = new FakeLibrary();
beforeEach(() => {
  fake.restart();
  fake.local.values = { connection: { address: 'http://127.0.0.1:1', token: 'secret' } };
  fake.tabs = [{ id: 1, url: 'https://arxiv.org/abs/2602.11557', active: true }];
  library = new FakeLibrary();
  /** @type {any} */ (globalThis).fetch = library.fetch;
});

let count = 0;
/** @param {Partial<SaveOrder>} [fields] @returns {SaveOrder} */
const order = (fields = {}) => ({
  paper: { key: `doi:10.5555/${++count}`, title: `Paper ${count}` },
  idempotency_key: `save-${count}`,
  ...fields,
});
/** @returns {OutboxEntry[]} */
const list = () => fake.local.values.outbox ?? [];
const letters = () => Object.keys(fake.local.values).filter((name) => name.startsWith('outbox:'));
const NO_PAPER = { status: 400, body: { error: { code: 'no_paper', message: 'No single paper.', hint: '' } } };
const PDF = 'https://arxiv.org/pdf/1706.03762';

test('with the service there, a save is answered with the record, and nothing stays behind', async () => {
  const result = await save(order());
  assert.ok('saved' in result && result.saved.outcome.what === 'saved');
  assert.deepEqual([list(), letters()], [[], []]);
});

test('a save that comes at any moment of another sending is answered with the record', async () => {
  for (let moment = 0; moment < 80; moment++) {
    const others = [flush(), flush()];
    for (let turn = 0; turn < moment; turn++) await null;
    assert.ok('saved' in (await save(order())), `after ${moment} turns`);
    await Promise.all(others);
  }
});

test('with the service away, saves are kept and go in their order when it is back', async () => {
  library.up = false;
  const orders = [order(), order(), order()];
  assert.deepEqual(await save(/** @type {SaveOrder} */ (orders[0])), { waiting: 1 });
  await save(/** @type {SaveOrder} */ (orders[1]));
  assert.deepEqual(await save(/** @type {SaveOrder} */ (orders[2])), { waiting: 3 });
  library.up = true;
  assert.deepEqual(await flush(), { sent: 3, waiting: 0, trouble: null });
  assert.deepEqual(library.ids, orders.map((one) => one.idempotency_key));
});

test('a save is written down before it is sent, and the alarm is set', async () => {
  let kept = 0;
  library.instead = () => {
    kept = Number(letters().length === 1 && list().length === 1 && 'outbox' in fake.alarms);
    return null;
  };
  await save(order());
  assert.equal(kept, 1);
});

test('not paired: it waits as well, for the service that the reader pairs with next', async () => {
  delete fake.local.values.connection;
  assert.deepEqual(await save(order()), { waiting: 1 });
  fake.local.values.connection = { address: 'http://127.0.0.1:2', token: 'new' };
  assert.equal((await flush()).sent, 1);
  assert.equal(library.address, 'http://127.0.0.1:2');
});

test('a save whose answer was lost is sent again, and saved once', async () => {
  library.loses = () => true;
  const lost = order();
  assert.deepEqual(await save(lost), { waiting: 1 });
  library.loses = () => false;
  assert.equal((await flush()).sent, 1);
  assert.deepEqual([library.ids, library.repeats], [[lost.idempotency_key], 1]);
});

test('the same order twice at once is one save, and both are told', async () => {
  const twice = order();
  const results = await Promise.all([save(twice), save(twice)]);
  assert.ok(results.every((result) => 'saved' in result));
  assert.equal(library.taken.length, 1);
});

test('one that is refused is told, stays to be looked at, and holds nobody up', async () => {
  library.instead = ({ note }) => (note === 'bad' ? { status: 400 } : null);
  library.up = false;
  await save(order({ note: 'bad' }));
  const good = order();
  await save(good);
  library.up = true;
  await flush();
  assert.deepEqual(library.ids, [good.idempotency_key]);
  assert.deepEqual(list().map(({ refused }) => refused?.code), ['code_400']);
  assert.equal(await waiting(), 0);
  const [refused] = list();
  library.instead = () => null;
  await act('retry', String(refused?.id));
  assert.equal(library.taken.at(-1)?.note, 'bad');
  assert.deepEqual([list(), letters()], [[], []]);
});

test('an order that is being made whole is kept as it stands, and sent only when it is whole', async () => {
  const page = facts('https://example.org/a.pdf');
  let kept = 0;
  const result = await saveWhole({ facts: page, idempotency_key: 'pdf' }, async () => {
    kept = list().length;
    await flush();
    assert.equal(library.asked, 0);
    return { paper: { key: 'doi:10.5555/1', title: 'Read' }, idempotency_key: 'pdf' };
  });
  assert.ok(kept === 1 && 'saved' in result);
  assert.deepEqual(library.taken.map(({ paper }) => paper?.title), ['Read']);
  assert.equal(list().length, 0);
});

test('the same form put right takes the place of what was refused', async () => {
  library.instead = ({ note }) => (note === 'bad' ? { status: 422 } : null);
  const first = order({ note: 'bad' });
  assert.ok('trouble' in (await save(first)));
  assert.ok('saved' in (await save({ ...first, note: 'good' })));
  assert.deepEqual([list(), letters(), library.taken.map(({ note }) => note)], [[], [], ['good']]);
});

test('a refusal is told to who asked; a bare key, in which nothing is the reader’s own, is not kept then', async () => {
  library.instead = () => ({ status: 404 });
  const result = await save({ key: 'doi:10.5555/1', idempotency_key: 'star' });
  assert.ok('trouble' in result && result.trouble.code === 'code_404');
  assert.equal(list().length, 0);
  await save({ key: 'doi:10.5555/1', note: 'my own words', idempotency_key: 'noted' });
  assert.equal(list().length, 1);
});

test('a paper of a page that the service has forgotten is saved as the page showed it', async () => {
  const shown = { ...answer(), page: { ...answer().page, kind: 'listing' } };
  fake.session.values['page:1'] = { state: 'answered', answer: shown, url: '', print: '' };
  library.instead = ({ key }) => (key ? { status: 404 } : null);
  assert.ok('saved' in (await save({ key: 'arxiv:2602.11557', idempotency_key: 'mark' })));
  assert.deepEqual(library.taken[0]?.paper?.authors, ['Jichu Li', 'Xuan Tang', 'Difan Zou']);
});

test('a paper of the feed that the service knows no more is saved as the feed showed it, and called by its title', async () => {
  library.up = false;
  const paper = { key: 'doi:10.5555/x', title: 'On the sea', authors: ['Ada Lovelace'] };
  await save({ key: paper.key, idempotency_key: 'feed' }, paper);
  assert.equal(list()[0]?.title, 'On the sea');
  library.up = true;
  library.instead = ({ key }) => (key ? { status: 404 } : null);
  assert.equal((await flush()).sent, 1);
  assert.deepEqual(library.taken[0]?.paper, paper);
});

test('what is thrown away can be taken back', async () => {
  library.instead = () => ({ status: 400 });
  await save(order({ note: 'mine' }));
  const { thrown } = /** @type {any} */ (await act('discard', `save-${count}`));
  assert.deepEqual([list(), letters()], [[], []]);
  await keepAgain(thrown.entry, thrown.letter);
  assert.equal(list()[0]?.refused?.code, 'code_400');
  library.instead = () => null;
  await act('retry', `save-${count}`);
  assert.equal(library.taken[0]?.note, 'mine');
});

test('a page of which the service can make nothing is saved as a link when the reader says so', async () => {
  library.instead = ({ facts }) => (facts ? NO_PAPER : null);
  const page = { ...facts('https://example.org/list'), title: 'A list' };
  const result = await save({ facts: page, tags: ['t'], idempotency_key: 'page' });
  assert.ok('trouble' in result);
  await act('link', 'page');
  const [taken] = library.taken;
  assert.deepEqual(taken?.paper, { key: 'url:https://example.org/list', title: 'A list', url: 'https://example.org/list' });
  assert.deepEqual(taken?.tags, ['t']);
});

test('a link of which the service can make nothing is saved as it was pointed at', async () => {
  library.instead = ({ facts }) => (facts ? NO_PAPER : null);
  const instead = { key: 'url:https://example.org/', title: 'A home page', url: 'https://example.org/' };
  const result = await save({ facts: facts('https://example.org/'), idempotency_key: 'link' }, instead);
  assert.ok('saved' in result);
  assert.deepEqual(library.taken[0]?.paper, instead);
});

test('a paper that the service is still fetching waits without holding up the others, and in the end goes by its id', async () => {
  library.instead = ({ facts }) => (facts ? { status: 404 } : null);
  library.match = { status: 200, body: answer({ page: { ...answer().page, pending: true }, papers: [] }) };
  assert.deepEqual(await save({ facts: facts(PDF), tags: ['own'], idempotency_key: 'pdf' }), { waiting: 1 });
  assert.ok('saved' in (await save(order())));
  for (let turn = 0; turn < 12 && list().length; turn++) await flush();
  const last = library.taken.at(-1);
  assert.equal(last?.paper?.key, 'arxiv:1706.03762');
  assert.deepEqual([last?.tags, last?.facts], [['own'], undefined]);
});

test('once it is fetched, it is saved whole', async () => {
  library.instead = () => ({ status: 404 });
  library.match = { status: 200, body: answer({ page: { ...answer().page, pending: true }, papers: [] }) };
  await save({ facts: facts(PDF), idempotency_key: 'pdf' });
  library.instead = () => null;
  await flush();
  assert.equal(library.taken[0]?.facts?.url, PDF);
});

test('a paper that arXiv does not know is saved by its id at once', async () => {
  library.instead = ({ facts }) => (facts ? { status: 404 } : null);
  library.match = { status: 200, body: answer({ page: { ...answer().page, pending: false }, papers: [] }) };
  assert.ok('saved' in (await save({ facts: facts(PDF), idempotency_key: 'pdf' })));
  assert.equal(library.taken[0]?.paper?.key, 'arxiv:1706.03762');
});

test('one on which the service fails again and again lets those behind it go, but no later save of its own paper', async () => {
  library.instead = ({ note }) => (note === 'bad' ? { status: 500 } : null);
  const paper = { key: 'doi:10.5555/poison', title: 'Poison' };
  await save(order({ paper, note: 'bad' }));
  const later = order({ paper });
  const other = order();
  await save(later);
  await save(other);
  for (let turn = 0; turn < 5; turn++) await flush();
  assert.deepEqual(library.ids, [other.idempotency_key]);
  library.instead = () => null;
  await flush();
  assert.deepEqual(library.taken.slice(1).map(({ note }) => note), ['bad', undefined]);
});

test('a disk that is full holds up all, without end', async () => {
  library.instead = () => ({ status: 500, body: { error: { code: 'storage', message: 'No space.', hint: '' } } });
  await save(order());
  await save(order());
  for (let turn = 0; turn < 8; turn++) await flush();
  assert.deepEqual(list().map(({ tries, refused }) => [tries, refused]), [[0, null], [0, null]]);
});

test('the badge of every tab says how many wait, and its title tells them from hits', async () => {
  fake.session.values['page:1'] = { state: 'answered', answer: answer(), url: '', print: '' };
  library.up = false;
  await save(order());
  await save(order());
  assert.deepEqual([fake.badges[EVERYWHERE]?.text, fake.badges[1]?.text], ['↑2', '↑2']);
  assert.match(String(fake.badges[1]?.title), /2 saves wait/);
  library.up = true;
  await flush();
  assert.deepEqual([fake.badges[EVERYWHERE]?.text, fake.badges[1]?.text], ['', '']);
});

test('stars and lists are shown anew after what nobody was waiting for', async () => {
  fake.session.values['page:7'] = { state: 'answered', answer: answer(), url: '', print: '', stale: false };
  await save(order());
  assert.equal(fake.session.values['page:7'].stale, false);
  library.up = false;
  await save(order());
  library.up = true;
  await flush();
  assert.equal(fake.session.values['page:7'].stale, true);
});

test('an answer of the service to anything sends what waited for the service alone', async () => {
  library.up = false;
  await save(order());
  library.up = true;
  serviceIsThere();
  while (list().length) await new Promise((resolve) => setTimeout(resolve, 2));
  assert.equal(library.taken.length, 1);
});

test('a page that is too large keeps what tells its paper', async () => {
  library.up = false;
  const page = {
    ...facts('https://example.org/article'),
    meta: /** @type {[string, string][]} */ ([
      ['citation_title', 'A large page'],
      ...Array.from({ length: 50 }, () => ['x-state', 'y'.repeat(9_000)]),
    ]),
    body: `<h1>A large page</h1>${'<p>words</p>'.repeat(33_000)}`,
    data: ['{"doi": "10.5555/1"}', 'z'.repeat(150_000)],
  };
  await save({ facts: page, idempotency_key: 'large' });
  /** @type {Letter} */
  const kept = fake.local.values['outbox:large'];
  assert.ok(bytes(kept) <= 400_500, String(bytes(kept)));
  assert.deepEqual(kept.order.facts?.meta, [['citation_title', 'A large page']]);
  assert.ok(kept.order.facts?.body.startsWith('<h1>A large page</h1>'));
  assert.ok(kept.order.facts.data.length > 0, 'what fits stays');
});

test('a full outbox says so, and loses nothing that it holds', async () => {
  library.up = false;
  const note = 'n'.repeat(900_000); // larger than any form lets through
  let result = await save(order({ note }));
  for (let turn = 0; turn < 9 && 'waiting' in result; turn++) result = await save(order({ note }));
  assert.ok('trouble' in result && result.trouble.code === 'outbox_full');
  const held = list().length;
  assert.ok(held >= 8);
  library.up = true;
  assert.ok('saved' in (await save(order({ note }))), 'with the service there it needs no room');
  await flush();
  assert.equal(library.taken.length, held + 1);
});
