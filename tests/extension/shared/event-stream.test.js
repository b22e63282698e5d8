import assert from 'node:assert/strict';
import { test } from 'node:test';

import { events } from '../../../extension/shared/event-stream.js';

/** @param {Uint8Array[]} chunks */
const body = (chunks) =>
  new ReadableStream({
    start: (controller) => (chunks.forEach((chunk) => controller.enqueue(chunk)), controller.close()),
  });
/** @param {Uint8Array[]} chunks */
const read = async (chunks) => {
  const seen = [];
  for await (const event of events(body(chunks))) seen.push(event);
  return seen;
};
const TEXT =
  'event: text\ndata: {"text":"方法 — ü"}\n\n: still here\n\ndata: a\ndata: b\n\nevent: done\r\ndata: {}\r\n\r\n';
const EVENTS = [
  { event: 'text', data: '{"text":"方法 — ü"}' },
  { event: 'message', data: 'a\nb' },
  { event: 'done', data: '{}' },
];

test('events are read however the bytes are cut', async () => {
  const bytes = new TextEncoder().encode(TEXT);
  for (let size = 1; size <= bytes.length; size++) {
    const chunks = [];
    for (let from = 0; from < bytes.length; from += size) chunks.push(bytes.slice(from, from + size));
    assert.deepEqual(await read(chunks), EVENTS, `in pieces of ${size} bytes`);
  }
});

test('what is cut off in the middle of an event is no event', async () => {
  assert.deepEqual(await read([new TextEncoder().encode('event: text\ndata: {"te')]), []);
});

test('leaving the loop lets the connection go', async () => {
  let cancelled = false;
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('data: x\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const _ of events(endless)) break;
  assert.ok(cancelled);
});
