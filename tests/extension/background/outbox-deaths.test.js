import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeLibrary } from '../fake-library.js';
import { endBrowser, Life } from '../lives.js';

const RUNS = 8;
const STEPS = 40;
const WORKS = 6;

/** Mulberry32: the same seed, the same run. @param {number} seed */
const chance = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

/** @param {number} turns */
const wait = async (turns) => {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** @typedef {import('../lives.js').Life & {outbox: typeof import('../../../extension/background/outbox.js')}} Living */

/**
 * One run: clicks, deaths of the worker, ends of the browser, the service up and down, answers lost and errors, at random.
 * @param {number} seed
 */
async function storm(seed) {
  const random = chance(seed);
  const faults = seed % 2 === 1; // in the other runs the service makes no errors of its own, and all is in order
  fake.restart();
  fake.local.values = { connection: { address: 'http://127.0.0.1:1', token: 'secret' } };
  const library = new FakeLibrary();
  library.loses = () => random() < 0.15;
  library.instead = ({ note }) =>
    note === 'bad' ? { status: 400 } : faults && random() < 0.15 ? { status: 500 } : null;
  /** @type {any} */ (globalThis).fetch = library.fetch;

  /** @type {string[]} in the order in which they were written down */
  const written = [];
  fake.local.set = async (values) => {
    await Object.getPrototypeOf(fake.local).set.call(fake.local, values);
    for (const { id } of values.outbox ?? []) if (!written.includes(id)) written.push(id);
  };

  const world = { life: /** @type {Living} */ (await Life.begin()), deaths: 0, restarts: 0 };
  /** @type {SaveOrder[]} */
  const orders = [];
  /** The reader's page asks again where the worker died over it. @param {SaveOrder} order @returns {Promise<SaveResult>} */
  const click = async (order) => {
    for (;;) {
      const { life } = world;
      const result = await Promise.race([life.outbox.save(order), life.death]);
      if (result) return result;
      while (!world.life.alive) await wait(1);
    }
  };

  /** @type {Promise<SaveResult>[]} */
  const results = [];
  for (let step = 0; step < STEPS; step++) {
    const dice = random();
    if (dice < 0.55) {
      const number = orders.length;
      const paper = { key: `doi:10.5555/${Math.floor(random() * WORKS)}`, title: `Paper ${number}` };
      const order = { paper, idempotency_key: `${seed}-${number}`, ...(random() < 0.1 && { note: 'bad' }) };
      orders.push(order);
      results.push(click(order));
    } else if (dice < 0.75) {
      world.life.die();
      world.deaths += 1;
      if (random() < 0.3) {
        endBrowser();
        world.restarts += 1;
      }
      world.life = await Life.begin();
    } else if (dice < 0.9) library.up = !library.up;
    else void world.life.outbox.flush();
    await wait(Math.floor(random() * 12));
  }

  library.up = true;
  library.loses = () => false;
  const bad = library.instead;
  library.instead = (order) => (order.note === 'bad' ? bad(order) : null);
  const told = await Promise.all(results);
  while (await world.life.outbox.waiting()) await world.life.outbox.flush();

  const good = orders.filter(({ note }) => note !== 'bad').map((order) => order.idempotency_key);
  const refused = orders.filter(({ note }) => note === 'bad').map((order) => order.idempotency_key);
  assert.deepEqual(library.ids.toSorted(), good.toSorted(), `seed ${seed}: each saved, and once`);
  /** @type {OutboxEntry[]} */
  const left = fake.local.values.outbox ?? [];
  assert.deepEqual(left.map(({ id }) => id).toSorted(), refused.toSorted(), `seed ${seed}: the refused ones are there`);
  for (const id of refused) assert.equal(fake.local.values[`outbox:${id}`].order.note, 'bad', `seed ${seed}`);
  const names = Object.keys(fake.local.values).filter((name) => name.startsWith('outbox:'));
  assert.equal(names.length, refused.length, `seed ${seed}: nothing else stays behind`);
  assert.ok(told.every((result) => 'saved' in result || 'waiting' in result || 'trouble' in result));

  /** @param {string} id */
  const workOf = (id) => String(orders.find((order) => order.idempotency_key === id)?.paper?.key);
  const expected = written.filter((id) => good.includes(id));
  /** @param {string[]} ids */
  const byWork = (ids) => grouped(ids, workOf);
  assert.deepEqual(byWork(library.ids), byWork(expected), `seed ${seed}: one paper's saves in their order`);
  if (!faults) assert.deepEqual(library.ids, expected, `seed ${seed}: all in their order`);
  return { saves: good.length, deaths: world.deaths, restarts: world.restarts, repeats: library.repeats };
}

/** @param {string[]} ids @param {(id: string) => string} of */
function grouped(ids, of) {
  /** @type {Record<string, string[]>} */
  const groups = {};
  for (const id of ids) (groups[of(id)] ??= []).push(id);
  return groups;
}

test('whatever dies and whenever, each save reaches the library once, in its order, and no refused one is lost', async (t) => {
  const sum = { saves: 0, deaths: 0, restarts: 0, repeats: 0 };
  for (let seed = 1; seed <= RUNS; seed++) {
    const { saves, deaths, restarts, repeats } = await storm(seed);
    sum.saves += saves;
    sum.deaths += deaths;
    sum.restarts += restarts;
    sum.repeats += repeats;
  }
  t.diagnostic(JSON.stringify(sum));
  assert.ok(sum.deaths > 3 * RUNS && sum.repeats > RUNS / 2, JSON.stringify(sum));
});
