import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { tagField } from '../../../extension/shared/tag-field.js';

before(() => loadLanguage());

const KNOWN = [
  { tag: 'muon', count: 3 },
  { tag: 'multi-task', count: 1 },
];
const settled = () => new Promise((resolve) => setTimeout(resolve, 160));

/** @param {string[]} [tags] @param {(prefix: string) => Promise<any>} [complete] */
function field(tags = [], complete = async (prefix) => KNOWN.filter(({ tag }) => tag.startsWith(prefix))) {
  let changes = 0;
  const made = tagField({ id: 'tags', tags, complete, changed: () => void changes++ });
  body.replaceChildren(made.element);
  const { input } = made;
  return {
    ...made,
    changes: () => changes,
    type: async (/** @type {string} */ text) => {
      input.value = text;
      input.dispatchEvent(event('input'));
      await settled();
    },
    press: (/** @type {string} */ key, more = {}) => {
      const pressed = event('keydown', { key, isComposing: false, ...more });
      input.dispatchEvent(pressed);
      return pressed.defaultPrevented;
    },
    options: () => [...made.element.querySelectorAll('[role=option]')].map((one) => one.firstChild?.textContent),
  };
}

test('a comma ends a tag, in Chinese too, and Enter ends the last', async () => {
  const { type, press, values } = field();
  await type('floods, rivers，泥沙');
  press('Enter');
  assert.deepEqual(values(), ['floods', 'rivers', '泥沙']);
});

test('what is begun is completed: arrows choose, Enter takes, and the number says how often', async () => {
  const { type, press, options, values, input } = field();
  await type('mu');
  assert.deepEqual(options(), ['muon', 'multi-task']);
  assert.equal(input.getAttribute('aria-expanded'), 'true');
  press('ArrowDown');
  press('ArrowDown');
  assert.equal(input.getAttribute('aria-activedescendant'), 'tags-option-1');
  assert.equal(press('Enter'), true);
  assert.deepEqual([values(), input.getAttribute('aria-expanded')], [['multi-task'], 'false']);
});

test('arrows lead back to what was typed', async () => {
  const { type, press, values } = field();
  await type('mu');
  press('ArrowUp');
  press('ArrowDown');
  press('Enter');
  assert.deepEqual(values(), ['mu']);
});

test('a tag that stands already is not offered, and none is there twice', async () => {
  const { type, press, options, values, changes } = field(['muon']);
  await type('mu');
  assert.deepEqual(options(), ['multi-task']);
  await type('Muon');
  press('Enter');
  assert.deepEqual([values(), changes()], [['muon'], 0]);
});

test('Backspace in the empty field takes the last tag away', async () => {
  const { press, values, changes } = field(['a', 'b']);
  press('Backspace');
  assert.deepEqual([values(), changes()], [['a'], 1]);
});

test('Enter in the empty field is the form’s, Enter of an input method nobody’s', async () => {
  const { type, press, values, finish } = field();
  assert.equal(press('Enter'), false);
  await type('xue');
  assert.equal(press('Enter', { isComposing: true }), false);
  assert.deepEqual(values(), []); // asking, as when something else is kept meanwhile, makes no tag of it
  finish();
  assert.deepEqual(values(), ['xue']);
});

test('Escape folds the list and leaves the popup open', async () => {
  const { type, press, options } = field();
  await type('mu');
  assert.equal(press('Escape'), true);
  assert.deepEqual(options(), []);
  assert.equal(press('Escape'), false);
});

test('an answer to what was typed before comes too late', async () => {
  /** @type {((found: any) => void)[]} */
  const answers = [];
  const { type, options } = field([], () => new Promise((resolve) => answers.push(resolve)));
  await type('m');
  await type('mul');
  answers[1]?.([KNOWN[1]]);
  answers[0]?.(KNOWN);
  await settled();
  assert.deepEqual(options(), ['multi-task']);
});

test('without the service tags are typed in full', async () => {
  const { type, press, values } = field([], async () => {
    throw new Error('down');
  });
  await type('<b>x</b>');
  press('Enter');
  assert.deepEqual(values(), ['<b>x</b>']);
});

test('a press on the cross takes its tag away', () => {
  const { element, values } = field(['a', 'b']);
  /** @type {HTMLElement | null} */ (element.querySelector('[aria-label="Remove the tag a"]'))?.click();
  assert.deepEqual(values(), ['b']);
});
