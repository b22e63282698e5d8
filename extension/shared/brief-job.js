/** @file A brief as a job: asked for, followed by its events and, where those break, by asking; taken up again, cancelled. */

/** @typedef {{keys: string[], kind: Brief["kind"], language: Brief["language"], length: Brief["length"], force?: boolean, extractive?: boolean}} BriefRequest */
/**
 * @typedef {object} BriefClient The two ways to the service, see background/service-client.
 * @property {(method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => Promise<any>} ask
 * @property {(path: string, signal: AbortSignal) => AsyncIterable<{event: string, data: string}>} stream
 */
/**
 * @typedef {object} BriefListener
 * @property {(brief: Brief, until: string) => void} changed `until`: while the writer waits for its turn, when it asks again; else ""
 * @property {(error: unknown) => void} failed the service gave no answer, or refused
 * @property {() => void} [away] it does not answer just now, and is asked again
 * @property {(ms: number) => Promise<void>} [pause]
 */

const PAUSE = 1_000; // ms between two questions, where the events broke
const PATIENCE = 20; // so often the service may be away, as while it is started anew
const AWAY = /^(?:down|slow)$/;
const UNFINISHED = new Set(['queued', 'running']);

/** Whether more of it is to come. @param {Brief} brief */
export const isUnfinished = (brief) => UNFINISHED.has(brief.state);

/**
 * One brief after the other: whoever starts or opens another leaves the one before to the service.
 * @param {BriefClient} client
 * @param {BriefListener} listener
 */
export function createJob({ ask, stream }, { changed, failed, away = () => {}, pause = waiting }) {
  let run = new AbortController();
  /** @type {Brief | null} */
  let brief = null;

  /** @param {() => Promise<Brief>} first */
  async function begin(first) {
    run.abort();
    const { signal } = (run = new AbortController());
    brief = null;
    try {
      take(await first(), signal);
      await follow(signal);
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  }

  /** @param {Brief} now @param {AbortSignal} signal @param {string} [until] */
  function take(now, signal, until = '') {
    if (signal.aborted) return;
    brief = now;
    changed(now, until);
  }

  /** Until it is finished. @param {AbortSignal} signal */
  async function follow(signal) {
    for (let misses = 0; brief && isUnfinished(brief) && !signal.aborted; ) {
      const path = pathOf(brief.id);
      await read(`${path}/events`, signal).catch(() => {}); // what was missed is asked for
      if (signal.aborted || !isUnfinished(brief)) return;
      try {
        take(await ask('GET', path), signal);
        misses = 0;
      } catch (error) {
        if (!AWAY.test(/** @type {any} */ (error).kind) || ++misses > PATIENCE) throw error;
        if (!signal.aborted) away();
      }
      if (isUnfinished(brief)) await pause(PAUSE);
    }
  }

  /** @param {string} path @param {AbortSignal} signal */
  async function read(path, signal) {
    for await (const { event, data } of stream(path, signal)) {
      if (!brief || signal.aborted) return;
      const told = JSON.parse(data);
      take(told.brief ?? heard(brief, event, told), signal, told.until ?? '');
    }
  }

  /** What was written so far is kept. */
  async function cancel() {
    if (!brief) return;
    const path = pathOf(brief.id);
    await begin(() => ask('DELETE', path));
  }

  return {
    /** The same request gets the kept brief at once. @param {BriefRequest} request */
    start: (request) => begin(() => ask('POST', '/briefs', request)),
    /** One that is kept, or still being written. @param {string} id */
    open: (id) => begin(() => ask('GET', pathOf(id))),
    cancel,
    /** Listen no more; the service goes on. */
    close: () => run.abort(),
  };
}

/** The brief after an event of its stream. @param {Brief} brief @param {string} event @param {any} told @returns {Brief} */
function heard(brief, event, told) {
  // Of its end the last event tells, with all that is known then: its tokens, its error.
  if (event === 'state') return UNFINISHED.has(told.state) ? { ...brief, state: told.state } : brief;
  if (event === 'draft') return { ...brief, draft: told.text };
  if (event !== 'statement') return brief;
  const statements = brief.statements.slice(0, told.index);
  // What was its draft is told to be none by the next event: between the two it would be read twice.
  return { ...brief, draft: '', statements: [...statements, told.statement, ...brief.statements.slice(told.index + 1)] };
}

/** @param {string} id */
const pathOf = (id) => `/briefs/${encodeURIComponent(id)}`;
/** @param {number} ms @returns {Promise<void>} */
const waiting = (ms) => new Promise((done) => setTimeout(done, ms));

/** @typedef {ReturnType<typeof createJob>} BriefJob */
