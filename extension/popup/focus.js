/** @file What has the focus keeps it when the page is drawn anew; where it is gone, what now stands in its place gets it. */

const ROWS = 'ol.papers li';

/** Remember what has the focus; `again` gives it back after the drawing. */
export function focused() {
  const held = document.activeElement;
  const id = held?.id ?? '';
  const row = /** @type {HTMLElement | null | undefined} */ (held?.closest(ROWS));
  const place = row ? [...document.querySelectorAll(ROWS)].indexOf(row) : -1;
  const inPage = Boolean(held?.closest('.why'));

  function again() {
    if (!id || document.activeElement?.id === id) return;
    const there = document.getElementById(id) ?? (row ? inRow() : inPage ? inHead() : null);
    there?.focus({ preventScroll: true });
  }

  /** The same paper's title or reasons; where it left the list, the paper that came to its place. */
  function inRow() {
    const key = row?.dataset.key;
    const rows = [...document.querySelectorAll(ROWS)];
    const now = rows.find((one) => /** @type {HTMLElement} */ (one).dataset.key === key) ?? rows[place] ?? rows.at(-1);
    return /** @type {HTMLElement | null} */ (now?.querySelector('.title, .because') ?? null);
  }

  /** After the last word on a chip: the next one, or what can be done with the paper. */
  const inHead = () => /** @type {HTMLElement | null} */ (document.querySelector('.why .chip, #brief'));

  return { again };
}
