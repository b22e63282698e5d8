import assert from 'node:assert/strict';
import { test } from 'node:test';

import { textOf } from '../../../extension/shared/file-text.js';

const NAMES = '@misc{a, author={Jörg Müller}, title={Über Normen}}';
/** @param {string} text @param {boolean} [little] */
const utf16 = (text, little = true) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(little ? bytes : bytes.swap16());
};

test('UTF-8 is read with and without its mark, and the mark is no part of the text', () => {
  assert.deepEqual(textOf(new TextEncoder().encode(NAMES)), { text: NAMES, guessed: '' });
  assert.deepEqual(textOf(new TextEncoder().encode(`\ufeff${NAMES}`)), { text: NAMES, guessed: '' });
  assert.deepEqual(textOf(new Uint8Array()), { text: '', guessed: '' });
});

test('UTF-16 is read in both orders, with and without its mark', () => {
  for (const little of [true, false])
    for (const mark of ['\ufeff', ''])
      assert.deepEqual(textOf(utf16(mark + NAMES, little)), { text: NAMES, guessed: '' });
});

test('letters with accents that stand alone are Latin-1', () => {
  assert.deepEqual(textOf(new Uint8Array(Buffer.from(NAMES, 'latin1'))), { text: NAMES, guessed: 'windows-1252' });
});

test('high bytes in pairs are Chinese in GB 18030', () => {
  // "周志华" in GB 2312.
  const name = [0xd6, 0xdc, 0xd6, 0xbe, 0xbb, 0xaa];
  const bytes = new Uint8Array([...Buffer.from('author={'), ...name, ...Buffer.from('}')]);
  assert.deepEqual(textOf(bytes), { text: 'author={周志华}', guessed: 'gb18030' });
});
