/** @file Asking for the list: one question at a time, so that none is queued that nobody waits for. */

/**
 * `stay`: the same order where it stands; else from its top, or from `place`. `former`: the order seen so far, since
 * which papers have come that are to be shown first.
 * @typedef {{stay?: boolean, place?: import('./place.js').Place | null, former?: string}} How
 */

/** @param {(how: Required<How>) => Promise<void>} loadNow */
export function createLoads(loadNow) {
  let running = false;
  /** @type {How | null} */
  let next = null;

  /** @param {How} how @returns {Promise<void>} */
  async function load(how) {
    if (running) return void (next = { ...how, stay: Boolean(how.stay && (next?.stay ?? true)) });
    running = true;
    try {
      await loadNow({ stay: false, place: null, former: '', ...how });
    } finally {
      running = false;
      const after = next;
      next = null;
      if (after) await load(after);
    }
  }

  return {
    load,
    /** Whether something is asked for by now that makes the answer to the former stale. */
    get waits() {
      return next !== null;
    },
  };
}
