import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { hit } from '../answers.js';
import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { until } from '../until.js';
import { authorMenu, offered, openFollow } from '../../../extension/feed/follow.js';
import { el } from '../../../extension/shared/dom.js';
import { createRadarActs } from '../../../extension/shared/radar-acts.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { item, pageOf } from './page.js';

beforeEach(async () => {
  body.replaceChildren();
  await loadLanguage();
});

/** The menu on the name of an author. @param {FeedItem} of @param {number} author */
function menuOn(of, author) {
  const { page, went } = pageOf([of]);
  /** @type {any[]} */
  const asked = [];
  /** @type {any} */
  const radar = new Proxy({}, { get: (_, name) => (/** @type {any[]} */ ...values) => void asked.push([name, ...values]) });
  const anchor = el('button', { id: 'name' });
  body.append(anchor);
  authorMenu(page, radar, of, author, anchor);
  const items = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[role=menuitem]'))];
  return { names: items.map((one) => one.textContent), press: (/** @type {number} */ place) => items[place]?.click(), asked, went };
}

test('an author of this paper is followed as the one of this paper', () => {
  const { names, press, asked } = menuOn(item(), 0);
  assert.deepEqual(names, ['Follow Jichu Li', 'Search for all papers by Jichu Li']);
  press(0);
  assert.deepEqual(asked, [['follow', 'author', 'Jichu Li', 'arxiv:2602.11557']]);
  assert.equal(document.querySelector('.menu'), null);
});

test('one who is followed can be let go, told apart, and looked for', () => {
  const { names, press, went, asked } = menuOn(item({ hits: [hit()] }), 2);
  assert.deepEqual(names, ['Only papers of Difan Zou', 'Search for all papers by Difan Zou', 'Not this person', 'Stop following Difan Zou']);
  press(0);
  assert.deepEqual(went[0].entries, ['e1']);
  press(3);
  assert.deepEqual(asked, [['unfollow', 'e1']]);
});

test('of one who is possibly meant it is asked whether it is the same', () => {
  const { names } = menuOn(item({ hits: [hit({ level: 'possible', text: 'D. Zou' })] }), 2);
  assert.ok(names.includes('Same personDifan Zou, on your radar') && names.includes('Not this person'));
});

test('a search for a name is one for nobody else', () => {
  const { press, went } = menuOn(item({ authors: ['A "B" C'] }), 0);
  press(1);
  assert.equal(went[0].q, 'author:"A B C"');
});

test('a paper offers its authors, its topics and its categories, each once, and of many authors not all', () => {
  const authors = Array.from({ length: 30 }, (_, place) => `Author ${place}`);
  const wishes = offered(item({ authors, keywords: ['Muon', 'muon', ''], hits: [hit({ index: 20 }), hit({ kind: 'topic', value: 'implicit bias', field: 'title' })] }));
  const of = (/** @type {string} */ kind) => wishes.filter((one) => one.kind === kind).map(({ value }) => value);
  assert.deepEqual(of('author').slice(-3), ['Author 11', 'Author 20', 'Author 29']);
  assert.deepEqual(of('topic'), ['implicit bias', 'muon']);
  assert.deepEqual(of('category'), ['cs.LG', 'math.OC']);
});

test('in the dialog a press follows or lets go, and a topic that is typed stands among the others', async () => {
  /** @type {any[]} */
  let entries = [{ id: 'e1', kind: 'author', value: 'Difan Zou', aliases: [], negative: false }];
  const { page, requests } = pageOf([item({ hits: [hit()] })], {
    'GET /radar': () => ({ entries }),
    'POST /radar': (/** @type {any} */ wish) => {
      entries = [...entries, { id: `e${entries.length + 1}`, aliases: [], negative: false, ...wish }];
      return entries.at(-1);
    },
    'DELETE /radar/e1': () => {
      const [gone] = entries;
      entries = entries.slice(1);
      return gone;
    },
  });
  await openFollow(page, createRadarActs(page.toast, page.reload, page.ask), /** @type {FeedItem} */ (page.at(0)));
  const pressed = () => [...document.querySelectorAll('.follow [aria-pressed=true]')].map((one) => one.textContent);
  assert.deepEqual(pressed(), ['Difan Zou']);
  /** @type {HTMLElement} */ (document.getElementById('follow author Difan Zou')).click();
  await until(() => pressed().length === 0);
  /** @type {HTMLInputElement} */ (document.getElementById('follow-topic')).value = ' muon ';
  document.querySelector('#follow-dialog form')?.dispatchEvent(event('submit'));
  await until(() => pressed().includes('muon'));
  assert.deepEqual(requests.at(-2), ['POST', '/radar', { kind: 'topic', value: 'muon' }]);
});
