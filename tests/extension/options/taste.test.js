import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { begin, drawn, said, service } from './section.js';
import { taste } from '../../../extension/options/taste.js';
import { until } from '../until.js';

const diffusion = { kind: 'word', value: 'diffusion', weight: -0.06, saved: 1, dismissed: 4, ignored: false };
const zou = { kind: 'author', value: 'Difan <b>Zou</b>', weight: 0.05, saved: 3, dismissed: 0, ignored: false };
/** @type {any} */
let learned;

beforeEach(() => {
  learned = { learning: true, saved: 4, dismissed: 4, weights: [{ ...zou }, { ...diffusion }] };
  begin({
    'GET /taste': () => ({ body: learned }),
    'PATCH /taste': ({ body: { learning = learned.learning, ignore = [], restore = [] } }) => {
      learned.learning = learning;
      for (const weight of learned.weights) {
        if (ignore.some((/** @type {any} */ one) => one.value === weight.value)) weight.ignored = true;
        if (restore.some((/** @type {any} */ one) => one.value === weight.value)) weight.ignored = false;
      }
      return { body: learned };
    },
  });
});

const section = () => drawn(taste);
/** @param {Element} place @param {string} name @returns {any} */
const button = (place, name) =>
  [...place.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === name);
/** @param {Element} place */
const sentences = (place) => [...place.querySelectorAll('small')].map((small) => small.textContent);

test('every weight is a sentence with its counts, and its text is text', async () => {
  const place = await section();
  assert.deepEqual(sentences(place), ['3 saved, 0 dismissed, ranks higher', '1 saved, 4 dismissed, ranks lower']);
  assert.equal(place.querySelector('b'), null);
  assert.match(place.textContent ?? '', /Difan <b>Zou<\/b>/);
});

test('a weight is forgotten, keeps the keyboard, and comes back by undo', async () => {
  const place = await section();
  button(place, 'Forget diffusion').click();
  await until(() => button(place, 'Restore diffusion') === document.activeElement);
  assert.deepEqual(service.log.at(-1)?.body, { ignore: [{ kind: 'word', value: 'diffusion' }] });
  assert.deepEqual(sentences(place)[1], '1 saved, 4 dismissed, moves nothing');
  assert.equal(said[0].text, '“diffusion” is forgotten.');
  said[0].undo?.();
  await until(() => button(place, 'Forget diffusion'));
});

test('a forgotten weight is restored', async () => {
  learned.weights[1].ignored = true;
  const place = await section();
  button(place, 'Restore diffusion').click();
  await until(() => button(place, 'Forget diffusion'));
  assert.equal(said[0].text, '“diffusion” counts again.');
});

test('with learning switched off nothing is said to move', async () => {
  const place = await section();
  const learning = /** @type {any} */ (place.querySelector('#learning'));
  assert.equal(learning.checked, true);
  learning.click();
  await until(() => sentences(place).every((sentence) => sentence?.endsWith('moves nothing')));
  assert.deepEqual(service.log.at(-1)?.body, { learning: false });
  said[0].undo?.();
  await until(() => learning.checked);
});

test('a switch that could not be set goes back', async () => {
  const place = await section();
  const learning = /** @type {any} */ (place.querySelector('#learning'));
  delete service.answers['PATCH /taste'];
  learning.click();
  await until(() => said.length);
  assert.match(said[0].text, /^failed/);
  assert.equal(learning.checked, true);
});

test('before anything is learned it is told how that comes', async () => {
  learned.weights = [];
  const place = await section();
  assert.match(place.textContent ?? '', /Nothing yet\. Save papers/);
});
