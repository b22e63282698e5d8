// Waiting for what a page does by itself.
import assert from 'node:assert/strict';

/** Until it is met; a few seconds at most. @param {() => unknown} met */
export async function until(met) {
  for (let tries = 0; !met(); tries++) {
    assert.ok(tries < 2000, String(met));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
