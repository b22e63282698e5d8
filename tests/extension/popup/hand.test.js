import assert from 'node:assert/strict';
import { test } from 'node:test';

import { body, event } from '../dom.js';
import { createHand } from '../../../extension/popup/hand.js';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

for (const [name, down, up] of /** @type {const} */ ([
  ['of the mouse', ['pointerdown', {}], ['pointerup', {}]],
  ['of the space bar', ['keydown', { key: ' ' }], ['keyup', { key: ' ' }]],
]))
  test(`what is to be drawn waits for a press ${name} to end, and comes by itself`, async () => {
    let drawn = 0;
    const hand = createHand(() => void drawn++);
    assert.equal(hand.holds(), false);
    body.dispatchEvent(event(down[0], down[1]));
    assert.equal(hand.holds(), true);
    await soon();
    assert.equal(drawn, 0);
    body.dispatchEvent(event(up[0], up[1]));
    await soon();
    assert.deepEqual([drawn, hand.holds()], [1, false]);
  });

test('other keys hold nothing up', () => {
  const hand = createHand(() => {});
  body.dispatchEvent(event('keydown', { key: 'j' }));
  assert.equal(hand.holds(), false);
});
