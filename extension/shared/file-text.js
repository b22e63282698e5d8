/** @file The text of a file in whatever encoding it is: UTF-8, UTF-16, GB 18030 or Windows-1252 (a superset of Latin-1). */

export const LARGEST = 30_000_000; // bytes; the service takes 32 MB with the quotes around it

/**
 * The text, and the name of the encoding where it had to be guessed ("": it is sure).
 * @param {Uint8Array} bytes
 * @returns {{text: string, guessed: string}}
 */
export function textOf(bytes) {
  const sure = ofMark(bytes) || ofZeros(bytes);
  if (sure) return { text: new TextDecoder(sure).decode(bytes), guessed: '' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: '' };
  } catch {
    const guessed = inPairs(bytes) ? 'gb18030' : 'windows-1252';
    return { text: new TextDecoder(guessed).decode(bytes), guessed };
  }
}

/** By the mark at its beginning. @param {Uint8Array} bytes */
function ofMark([first, second, third]) {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : '';
}

/** UTF-16 without a mark: what is written in these formats is half of it ASCII, so every other byte is 0. @param {Uint8Array} bytes */
function ofZeros(bytes) {
  const beginning = bytes.subarray(0, 2000);
  let [even, odd] = [0, 0];
  for (const [place, byte] of beginning.entries()) if (byte === 0) place % 2 ? odd++ : even++;
  if (Math.max(even, odd) < beginning.length / 5) return '';
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Chinese in GB 18030 is pairs of high bytes; in Latin-1 the letters with accents stand alone. @param {Uint8Array} bytes */
function inPairs(bytes) {
  let [high, beside] = [0, 0];
  for (const [place, byte] of bytes.entries()) {
    if (byte < 0x80) continue;
    high++;
    if ((bytes[place - 1] ?? 0) >= 0x80 || (bytes[place + 1] ?? 0) >= 0x80) beside++;
  }
  return beside > high * 0.8;
}
