import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { offeredPapers } from '../../../extension/popup/offered.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { ServiceError } from '../../../extension/shared/troubles.js';

before(() => loadLanguage());

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const REFUSED = { kind: 'error', code: 'no_paper', message: 'No paper.', hint: '' };

/** @param {(key: string) => any} saving @param {any} [service] */
function world(saving, service = async () => ({})) {
  /** @type {any[]} */
  const said = [];
  const toast = {
    say: (/** @type {string} */ text, /** @type {any} */ undo) => void said.push({ text, undo }),
    fail: (/** @type {any} */ trouble) => void said.push({ trouble }),
    clear: () => {},
  };
  const offered = ['a', 'b'].map((id) => ({ key: `doi:10.1/${id}`, title: id, url: `https://lab.example/${id}`, saved: false }));
  /** @type {any} */
  const save = async (/** @type {any} */ order) => saving(order.paper.key);
  body.replaceChildren(offeredPapers(/** @type {any} */ (offered), toast, async () => {}, save, service));
  return {
    said,
    stars: () => [...body.querySelectorAll('.star')].map((star) => star.getAttribute('aria-pressed')),
    /** @param {string} id */
    click: async (id) => {
      body.querySelector(`[id="${id}"]`)?.dispatchEvent(event('click'));
      await settled();
    },
  };
}

test('of all that are saved at once the last word is what was refused', async () => {
  const { click, said, stars } = world((key) => (key.endsWith('a') ? { trouble: REFUSED } : { saved: {} }));
  await click('save-all');
  assert.deepEqual(stars(), ['false', 'true']);
  assert.deepEqual(said.at(-1), { trouble: REFUSED });
});

test('an undo that the service does not take is told', async () => {
  const gone = new ServiceError('down');
  const { click, said, stars } = world(
    () => ({ saved: {} }),
    async (/** @type {string} */ method) => {
      if (method === 'POST') throw gone;
      return {};
    },
  );
  await click('star doi:10.1/a');
  await click('star doi:10.1/a');
  said.at(-1).undo();
  await settled();
  assert.equal(said.at(-1).trouble, gone);
  assert.deepEqual(stars(), ['false', 'false']);
});
