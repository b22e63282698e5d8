/**
 * @file The outbox as it is kept: a list of what waits and what was refused, in the order of the reader's clicks, and
 * beside it each letter under a name of its own, so that a change of the list does not write all of them anew.
 *
 * A letter is written in one go with its place in the list, and goes before its place does: a place without a letter is
 * one that was sent when the worker died, and a letter is never without a place.
 */

import { readLocal, removeLocal, writeLocal } from '../shared/browser.js';
import { bounded, bytes } from './letters.js';

const LIST = 'outbox';
const ROOM = 8_000_000; // bytes, of the 10 MB that an extension has for everything
const LARGE = 400_000; // bytes of one letter while there is much room
const SMALL = 60_000; // and when half of it is taken: better a page's tags alone than nothing

/** The outbox can hold no more. */
export class FullError extends Error {}

let turn = Promise.resolve();

/** One write after the other: what reads and then writes must not be read in between. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export function inTurn(work) {
  const done = turn.then(work);
  turn = done.then(
    () => {},
    () => {},
  );
  return done;
}

/** @param {string} id */
const nameOf = (id) => `${LIST}:${id}`;

/** Everything in it, the earliest first. @returns {Promise<OutboxEntry[]>} */
export const entries = async () => (await readLocal(LIST)) ?? [];
/** How many wait, and how many were refused. */
export async function counts() {
  const all = await entries();
  const refused = all.filter((entry) => entry.refused).length;
  return { waiting: all.length - refused, refused };
}
/** @param {string} id @returns {Promise<Letter | undefined>} */
export const letterOf = (id) => readLocal(nameOf(id));

/**
 * Put a letter in: at the end, or where its id stands already and still waits. Raises FullError.
 * @param {Omit<OutboxEntry, "size">} entry
 * @param {Letter} letter
 */
export const put = (entry, letter) =>
  inTurn(async () => {
    const all = await entries();
    const there = all.findIndex(({ id }) => id === entry.id);
    const others = all.filter(({ id }) => id !== entry.id);
    const taken = others.reduce((sum, { size }) => sum + size, 0);
    const kept = { ...letter, order: bounded(letter.order, taken < ROOM / 2 ? LARGE : SMALL) };
    const placed = { ...entry, size: bytes(kept) };
    if (taken + placed.size > ROOM) throw new FullError();
    const waits = there >= 0 && !all[there]?.refused && !entry.refused;
    const list = waits ? all.with(there, { ...placed, tries: all[there]?.tries ?? 0 }) : [...others, placed];
    try {
      await writeLocal({ [LIST]: list, [nameOf(entry.id)]: kept });
    } catch {
      throw new FullError();
    }
  });

/** Another letter under the same id, with no try counted. @param {string} id @param {Letter} letter */
export const rewrite = (id, letter) =>
  inTurn(async () => {
    const list = (await entries()).map((one) => (one.id === id ? { ...one, tries: 0, size: bytes(letter) } : one));
    await writeLocal({ [LIST]: list, [nameOf(id)]: letter });
  });

/** @param {string} id @param {Partial<OutboxEntry>} fields */
export const change = (id, fields) =>
  inTurn(async () => {
    const list = (await entries()).map((one) => (one.id === id ? { ...one, ...fields } : one));
    await writeLocal({ [LIST]: list });
  });

/** Take one out, and give what it was. @param {string} id */
export const take = (id) =>
  inTurn(async () => {
    const all = await entries();
    const entry = all.find((one) => one.id === id);
    const letter = await letterOf(id);
    await removeLocal(nameOf(id));
    await writeLocal({ [LIST]: all.filter((one) => one.id !== id) });
    return entry && letter ? { entry, letter } : undefined;
  });
