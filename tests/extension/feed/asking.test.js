import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import '../fake-chrome.js';
import { until } from '../until.js';
import { createAsking } from '../../../extension/feed/asking.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { ServiceError } from '../../../extension/shared/troubles.js';

before(() => loadLanguage());
beforeEach(() => body.replaceChildren());

/** @param {Partial<SearchAsk["sources"][number]>} more */
const source = (more) => ({ source: 'arxiv', state: 'waiting', found: 0, new: 0, error: '', code: '', hint: '', until: '', ...more });

/** The part over a service that answers these states, one a question; the last stays. @param {any[][]} states */
function asks(states) {
  const log = /** @type {string[]} */ ([]);
  const here = { log, joined: 0, cancelled: false, fails: /** @type {Error | null} */ (null) };
  /** @type {any} */
  const ask = async (/** @type {string} */ method, /** @type {string} */ path) => {
    log.push(`${method} ${path}`);
    if (here.fails) throw here.fails;
    if (method === 'POST') return { id: 'an/id' };
    if (method === 'DELETE') return void (here.cancelled = true);
    const sources = states.length > 1 ? states.shift() : states[0];
    const ended = sources?.every(({ state }) => state === 'done' || state === 'failed');
    return { id: 'an/id', state: here.cancelled ? 'cancelled' : ended ? 'done' : 'asking', sources };
  };
  const asking = createAsking({ ask, joined: () => here.joined++ });
  body.replaceChildren(asking.told, asking.button);
  asking.show('muon');
  const press = () => /** @type {HTMLElement} */ (asking.button.querySelector('button')).click();
  return { ...asking, here, press, lines: () => [...asking.told.querySelectorAll('li')].map((line) => line.textContent) };
}

test('each source is told as far as it is, and the list is made anew as papers join', async () => {
  const { press, lines, here, button } = asks([
    [source({ state: 'asking' }), source({ source: 'huggingface' })],
    [source({ state: 'done', found: 30, new: 12 }), source({ source: 'huggingface', state: 'asking' })],
    [source({ state: 'done', found: 30, new: 12 }), source({ source: 'huggingface', state: 'done', found: 1 })],
  ]);
  assert.equal(button.textContent, 'Ask arXiv and Hugging Face');
  press();
  await until(() => lines().length);
  assert.deepEqual(lines(), ['arXiv: is being asked…', 'Hugging Face: waits its turn']);
  assert.equal(button.textContent, 'Cancel');
  await until(() => lines().length === 3);
  assert.deepEqual(lines(), [
    'arXiv: found 30, new: 12',
    'Hugging Face: found 1 paper, which you had',
    '12 new papers have joined your papers.',
  ]);
  assert.deepEqual([here.joined, button.textContent], [1, '']);
});

test('a source that fails says why and when it can be asked again, and is asked again', async () => {
  const { press, lines, button } = asks([
    [source({ state: 'failed', code: 'rate_limited', error: 'arXiv asks for patience.', until: '2020-01-02T08:00:00Z' })],
  ]);
  press();
  await until(() => lines().length);
  assert.match(String(lines()[0]), /^arXiv: arXiv asks for patience\. +It can be asked again at 2 Jan/);
  assert.equal(button.textContent, 'Ask again');
});

test('it is cancelled by the reader, and where another search is shown', async () => {
  const { press, lines, here, button, show } = asks([[source({ state: 'asking' })]]);
  press();
  await until(() => lines().length);
  press();
  await until(() => lines()[0] === 'arXiv: cancelled');
  assert.ok(here.log.includes('DELETE /search/ask/an%2Fid'));
  assert.equal(button.textContent, 'Ask again');
  show('another');
  assert.deepEqual([lines(), button.textContent], [[], 'Ask arXiv and Hugging Face']);
});

test('without the service it says so, and can be tried again', async () => {
  const { press, here, told, button } = asks([[]]);
  here.fails = new ServiceError('down');
  press();
  await until(() => told.textContent);
  assert.match(String(told.textContent), /The service is not running/);
  assert.equal(button.textContent, 'Ask again');
});
