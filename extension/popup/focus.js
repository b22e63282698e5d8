/** @file What has the focus keeps it when the page is drawn anew; where it is gone, what now stands in its place gets it. */

const ROWS = 'ol.papers li';

/** Remember what has the focus; `again` gives it back after the drawing. */
export function focused() {
  const held = document.activeElement;
  const id = held?.id ?? '';
  const row = /** @type {HTMLElement | null | undefined} */ (held?.closest(ROWS));
  const place = row ? [...document.querySelectorAll(ROWS)].indexOf(row) : -1;
  const inPage = held?.closest('.why') !== null && held !== null;

  function again() {
    if (!id || document.activeElement?.id === id) return;
    const there = document.getElementById(id) ?? (row ? inRow() : inPage ? inHead() : null);
    there?.focus({ preventScroll: true });
  }

  /** The same paper's reasons or title; where it left the list, the paper that came to its place. */
  function inRow() {
    const key = row?.dataset.key;
    const rows = [...document.querySelectorAll(ROWS)];
    const now = rows.find((one) => /** @type {HTMLElement} */ (one).dataset.key === key) ?? rows[place] ?? rows.at(-1);
    return /** @type {HTMLElement | null} */ (now?.querySelector('button.because, .title') ?? null);
  }

  /** After the last word on a chip: the next one, or what can be done with the paper. */
  const inHead = () => document.getElementById('brief') && /** @type {HTMLElement | null} */ (
    document.querySelector('.why .chip') ?? document.getElementById('brief')
  );

  return { again };
}
