/** @file Server-sent events out of a stream of bytes: EventSource cannot send our token, so fetch reads them. */

/**
 * Each event with its name and data, as the HTML standard parses them (§9.2.6); comments and `id` are passed over.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<{event: string, data: string}>}
 */
export async function* events(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A lone \r at the end may be the first half of \r\n: it waits for the next bytes.
      const complete = rest.replace(/\r\n|\r(?=[^\n])/g, '\n');
      const blocks = complete.split('\n\n');
      rest = /** @type {string} */ (blocks.pop());
      for (const block of blocks) {
        const event = parsed(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => {}); // the other side may be gone already
  }
}

/** @param {string} block */
function parsed(block) {
  let event = 'message';
  /** @type {string[]} */
  const data = [];
  for (const line of block.split('\n')) {
    const [, field, value] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') event = value ?? '';
    else if (field === 'data') data.push(value ?? '');
  }
  return data.length ? { event, data: data.join('\n') } : null;
}
