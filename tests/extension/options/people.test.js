import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { createPeople } from '../../../extension/options/people.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { until } from '../until.js';

/** Sees what it is told to see. */
class Sight {
  /** @type {Sight | null} */
  static last = null;
  /** @param {(changes: {target: Element, isIntersecting: boolean}[]) => void} tell */
  constructor(tell) {
    this.tell = tell;
    /** @type {Set<Element>} */
    this.watched = new Set();
    Sight.last = this;
  }
  /** @param {Element} element */
  observe(element) {
    this.watched.add(element);
  }
  /** @param {Element} element */
  unobserve(element) {
    this.watched.delete(element);
  }
  /** @param {Element[]} elements */
  static sees(...elements) {
    Sight.last?.tell(elements.map((target) => ({ target, isIntersecting: true })));
  }
}

const service = new FakeService();
before(async () => {
  await service.start();
  await loadLanguage();
  Object.assign(globalThis, { IntersectionObserver: Sight });
  // The background hears that the radar changed.
  Object.assign(/** @type {any} */ (globalThis).chrome.runtime, { sendMessage: async () => {} });
});
after(() => service.stop());
/** @type {{text: string, undo?: () => void}[]} */
let said = [];
const toast = /** @type {any} */ ({
  say: (/** @type {string} */ text, /** @type {() => void} */ undo) => said.push({ text, undo }),
  fail: (/** @type {Error} */ error) => said.push({ text: `failed: ${error.message}` }),
});
beforeEach(() => {
  said = [];
  service.log.length = 0;
  service.answers = {};
  fake.restart();
  fake.local.values = { connection: { address: service.address, token: 'secret' } };
  body.replaceChildren();
});

/** @param {Record<string, any>} [fields] @returns {any} */
const entry = (fields = {}) => ({ id: 'a1', kind: 'author', value: 'Wei Wang', aliases: [], rejected: [], ...fields });
/** @param {string} name @param {Record<string, any>} [fields] */
const person = (name, fields = {}) => ({
  coauthors: [name],
  categories: ['cs.LG'],
  papers: [{ key: `arxiv:${name}`, title: `On <b>${name}</b>`, announced: '2026-06-17' }],
  count: 2,
  verdict: '',
  sightings: [{ paper: `arxiv:${name}`, text: 'Wei Wang' }],
  ...fields,
});
const several = (/** @type {any[]} */ ...people) => ({ told: 'several', settled: true, count: 9, more: 0, people });
/** @param {any} answer */
const answers = (answer, id = 'a1') => (service.answers[`GET /radar/${id}/people`] = { body: answer });
/** The line of an entry on the page. @param {any} [of] */
function line(of = entry(), people = createPeople({ toast })) {
  const place = /** @type {HTMLElement} */ (people.line(of));
  body.append(place);
  return place;
}
/** @param {Element} place @param {string} name @returns {any} */
const button = (place, name) =>
  [...place.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === name);

test('nobody is asked for before the line is in sight', async () => {
  answers(several(person('Ada'), person('Vera')));
  const place = line();
  assert.equal(service.log.length, 0);
  Sight.sees(place);
  await until(() => place.querySelector('details'));
  assert.match(place.textContent ?? '', /Papers by two people of this name/);
});

test('many lines in sight ask one after the other', async () => {
  const people = createPeople({ toast });
  let open = () => {};
  const wait = new Promise((resolve) => (open = () => resolve(undefined)));
  service.answers['GET /radar/a1/people'] = {
    body: several(person('Ada'), person('Vera')),
    wait: /** @type {Promise<void>} */ (wait),
  };
  answers(several(person('Emmy'), person('Sonya')), 'a2');
  const [one, other] = [line(entry(), people), line(entry({ id: 'a2' }), people)];
  Sight.sees(one, other);
  await until(() => service.log.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(service.log.length, 1);
  open();
  await until(() => other.querySelector('details'));
});

test('one person is as it should be: nothing is shown', async () => {
  answers({ told: 'one', settled: true, count: 2, more: 0, people: [person('Ada')] });
  const place = line();
  Sight.sees(place);
  await until(() => service.log.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(place.childNodes.length, 0);
});

test('topics, categories, muted and paused entries have no line', () => {
  const people = createPeople({ toast });
  for (const fields of [{ kind: 'topic' }, { kind: 'category' }, { negative: true }, { paused: true }])
    assert.equal(people.line(entry(fields)), null);
});

test('a card says with whom, where and what; hostile titles stay words', async () => {
  answers(several(person('Ada'), person('Vera', { coauthors: [], count: 1 })));
  const place = line();
  Sight.sees(place);
  await until(() => place.querySelector('details'));
  const [first, second] = [...place.querySelectorAll('li[data-papers]')].map((item) => item.textContent ?? '');
  assert.match(first ?? '', /with Ada.*cs\.LG · 2 papers.*On <b>Ada<\/b>/);
  assert.match(second ?? '', /without co-authors.*1 paper/);
  assert.equal(place.querySelector('li b'), null);
});

test('a word is given for all papers of a person, and undo takes it back', async () => {
  const before = several(person('Ada'), person('Vera'));
  const after = several(person('Ada'), person('Vera', { verdict: 'other' }));
  answers(before);
  /** @type {any[]} */
  const posted = [];
  service.answers['POST /radar/a1/sightings'] = (asked) => {
    posted.push(asked.body);
    answers(asked.body.same === null ? before : after);
    return { body: entry() };
  };
  const place = line();
  Sight.sees(place);
  await until(() => place.querySelector('details'));
  button(place, 'Someone else: Vera').click();
  await until(() => said.length === 1);
  assert.deepEqual(posted, [{ sightings: [{ paper: 'arxiv:Vera', text: 'Wei Wang' }], same: false }]);
  assert.ok(button(place, 'Take back: Vera'));
  assert.equal(said[0]?.text, 'These papers are by another Wei Wang.');
  said[0]?.undo?.();
  await until(() => button(place, 'Someone else: Vera'));
  assert.equal(posted[1].same, null);
});

test('of two people, who says that one is meant says that the other is not; undo takes both back', async () => {
  answers(several(person('Ada'), person('Vera')));
  /** @type {any[]} */
  const posted = [];
  service.answers['POST /radar/a1/sightings'] = (asked) => {
    posted.push([asked.body.sightings[0].paper, asked.body.same]);
    return { body: entry() };
  };
  const place = line();
  Sight.sees(place);
  await until(() => place.querySelector('details'));
  button(place, 'This is who I follow: Ada').click();
  await until(() => said.length === 1);
  said[0]?.undo?.();
  await until(() => posted.length === 4);
  assert.deepEqual(posted, [
    ['arxiv:Ada', true],
    ['arxiv:Vera', false],
    ['arxiv:Ada', null],
    ['arxiv:Vera', null],
  ]);
});

test('of three people, nothing is said of those of whom the reader says nothing', async () => {
  answers(several(person('Ada'), person('Vera'), person('Emmy')));
  service.answers['POST /radar/a1/sightings'] = { body: entry() };
  const place = line();
  Sight.sees(place);
  await until(() => place.querySelector('details'));
  button(place, 'This is who I follow: Ada').click();
  await until(() => said.length === 1);
  assert.equal(service.asked('/radar/a1/sightings').length, 1);
});

test('what the service refuses is told', async () => {
  answers(several(person('Ada'), person('Vera')));
  const place = line();
  Sight.sees(place);
  await until(() => place.querySelector('details'));
  button(place, 'This is who I follow: Ada').click();
  await until(() => said.length === 1);
  assert.match(said[0]?.text ?? '', /^failed/);
});

test('of a very common name a few are shown at first, the rest on demand', async () => {
  answers({ ...several(...Array.from({ length: 9 }, (_, at) => person(`Ada ${at}`))), more: 3 });
  const place = line();
  Sight.sees(place);
  await until(() => place.querySelector('details'));
  assert.equal(place.querySelectorAll('li[data-papers]').length, 4);
  const more = /** @type {HTMLElement} */ (place.querySelector('button.link'));
  assert.match(more.textContent ?? '', /8/);
  more.click();
  assert.equal(place.querySelectorAll('li[data-papers]').length, 9);
});

test('a name that the service still looks for is asked for again', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  answers({ told: 'one', settled: false, count: 0, more: 0, people: [] });
  const place = line();
  Sight.sees(place);
  /** @param {() => unknown} met */
  const turns = async (met) => {
    for (let tries = 0; !met(); tries++) {
      assert.ok(tries < 10_000, String(met));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await turns(() => service.log.length === 1 && !Sight.last?.watched.has(place));
  answers(several(person('Ada'), person('Vera')));
  await turns(() => {
    context.mock.timers.tick(2_000);
    return Sight.last?.watched.has(place);
  });
  Sight.sees(place);
  await turns(() => place.querySelector('details'));
});

test('a list that is drawn anew keeps what it knows, unless the name changed', async () => {
  const people = createPeople({ toast });
  answers(several(person('Ada'), person('Vera')));
  const place = line(entry(), people);
  Sight.sees(place);
  await until(() => place.querySelector('details'));
  assert.ok(line(entry(), people).querySelector('details'));
  assert.equal(line(entry({ value: 'Wei J. Wang' }), people).querySelector('details'), null);
  assert.equal(service.log.length, 1);
});
