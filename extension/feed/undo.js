/** @file What was done last, to be taken back: by the toast that tells of it, or one after the other by a key. */

const MOST = 50;

/**
 * @param {Toast} toast
 * @returns {{toast: Toast, undo: () => boolean, say: (text: string, back: () => void, more?: More) => void,
 *   attempt: (act: () => Promise<unknown>) => Promise<void>}} a toast that remembers what it offers to take back; `undo`
 *   says whether there was anything, `attempt` tells of what fails
 */
export function createUndo(toast) {
  /** @typedef {{once: () => void, stands: () => boolean}} Done */
  /** @type {Done[]} the latest last */
  const done = [];

  /** @param {string} text @param {() => void} back @param {More} [more] */
  function say(text, back, { other = null, stands = () => true } = {}) {
    const one = { once, stands };
    function once() {
      const place = done.indexOf(one);
      if (place < 0) return;
      done.splice(place, 1);
      toast.clear();
      back();
    }
    done.push(one);
    if (done.length > MOST) done.shift();
    toast.say(text, once, other);
  }

  return {
    say,
    async attempt(act) {
      try {
        await act();
      } catch (error) {
        toast.fail(error);
      }
    },
    toast: {
      ...toast,
      say: (text, back, other) => (back ? say(text, back, { other }) : toast.say(text, null, other)),
    },
    undo() {
      // What was taken back in the list itself stands no more.
      while (done.length && !done.at(-1)?.stands()) done.pop();
      const last = done.at(-1);
      last?.once();
      return Boolean(last);
    },
  };
}

/**
 * `stands`: whether it can still be taken back.
 * @typedef {{other?: {name: string, act: () => void} | null, stands?: () => boolean}} More
 */
/** @typedef {ReturnType<typeof createUndo>} Undo */
