/** @file The keyboard of the feed. */

/**
 * @param {object} view
 * @param {(by: 1 | -1) => void} view.step
 * @param {() => void} view.search
 * @param {() => void} view.unfold
 * @param {() => void} view.page open the paper's own page
 * @param {() => void} view.next
 * @param {() => void} view.previous
 * @param {() => void} view.escape
 */
export function listenToKeys(view) {
  /** @type {Record<string, () => void>} */
  const acts = {
    j: () => view.step(1),
    k: () => view.step(-1),
    '/': view.search,
    o: view.page,
    n: view.next,
    p: view.previous,
    Escape: view.escape,
  };
  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest('dialog')) return;
    if (target.closest('textarea, select, input:not([type=checkbox])') && event.key !== 'Escape') return;
    if (event.key === 'Enter' && target.matches('.paper')) view.unfold();
    else if (acts[event.key]) acts[event.key]?.();
    else return;
    event.preventDefault();
  });
}
