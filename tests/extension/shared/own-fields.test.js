import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { ownFields } from '../../../extension/shared/own-fields.js';

before(() => loadLanguage());

const complete = async () => [];
/** @type {import('../../../extension/shared/own-fields.js').Own} */
const SAVED = { tags: ['a, b'], note: 'N', status: 'reading', stars: 3 };

/** @param {typeof SAVED | null} saved */
function fields(saved) {
  const made = ownFields(saved, { complete });
  body.replaceChildren(made.element);
  /** @param {string} name @param {string} value @returns {any} */
  const radio = (name, value) => body.querySelector(`[name=own-${name}][value="${value}"]`);
  /** @param {string} name @param {string} value */
  const choose = (name, value) => {
    radio(name, value).checked = true;
    radio(name, value).dispatchEvent(event('change'));
  };
  return { ...made, radio, choose, shown: () => body.querySelector('.stars')?.textContent };
}

test('of a paper that is not saved yet nothing is said', () => {
  assert.deepEqual(fields(null).values(), { tags: [], note: '', status: 'to_read', stars: 0 });
});

test('what is saved is shown, and left alone it is no change', () => {
  const { values, changes, shown } = fields(SAVED);
  assert.deepEqual(values(), SAVED);
  assert.equal(shown(), '★★★☆☆');
  assert.deepEqual(changes(), {});
});

test('only what is otherwise now is a change', () => {
  const { choose, changes, shown } = fields(SAVED);
  choose('status', 'read');
  choose('stars', '5');
  assert.deepEqual(changes(), { status: 'read', stars: 5 });
  assert.equal(shown(), '★★★★★');
});

test('a click on the last star takes all of them away', () => {
  const { radio, changes, shown } = fields(SAVED);
  radio('stars', '3').parentElement.click();
  assert.deepEqual(changes(), { stars: 0 });
  assert.equal(shown(), '☆☆☆☆☆');
});
