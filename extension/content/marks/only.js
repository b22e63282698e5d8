/** @file "Show only these": all rows without a hit are hidden and shown again, and what the reader looks at stays where it is. */
/* global paperRadarMarks */

(() => {
  const { boxOf, sliced } = paperRadarMarks;

  paperRadarMarks.only = (site, hits, walked, relay) => {
    /** Elements of the page that are hidden, with the style that they had. @type {Map<HTMLElement, string | null>} */
    const hidden = new Map();
    let turn = 0; // a later wish ends an earlier one

    /** @param {boolean} wanted */
    const show = async (wanted) => {
      const mine = ++turn;
      const isMine = () => mine === turn;
      const eye = atTheEye();
      const kept = new Set(hits().flatMap(({ places }) => places.whole));
      for (const [element, style] of hidden) {
        if (!wanted || kept.has(element) || !element.isConnected) showAgain(element, style);
      }
      /** @param {Element} row */
      const hideRow = (row) => {
        for (const element of site.places(row, location).whole) if (!kept.has(element)) hide(element);
      };
      await sliced(wanted ? site.rows(document, location) : [], hideRow, isMine);
      if (!isMine()) return;
      keepAt(eye);
      await relay();
      if (isMine()) keepAt(eye);
    };

    /** @param {Element} element */
    const hide = (element) => {
      if (!(element instanceof HTMLElement) || hidden.has(element)) return;
      hidden.set(element, element.getAttribute('style'));
      element.style.setProperty('display', 'none', 'important');
    };

    /** @param {HTMLElement} element @param {string | null} style */
    const showAgain = (element, style) => {
      hidden.delete(element);
      // Asked for first: a style that Chromium has not written down yet would leave style="" behind.
      if (style === null) element.hasAttribute('style') && element.removeAttribute('style');
      else element.setAttribute('style', style);
    };

    /** The hit that the reader looks at, and how far down it is. */
    const atTheEye = () => {
      const boxes = hits().map(({ places }) => ({ whole: places.whole, box: boxOf(places.whole) }));
      const isSeen = (/** @type {Box | null} */ box) => box && box.bottom > 0 && box.top < innerHeight;
      const found =
        boxes.find(({ whole, box }) => whole === walked() && isSeen(box)) ??
        boxes.find(({ box }) => box && box.bottom > 0) ??
        boxes.at(-1);
      return found?.box ? { whole: found.whole, top: Math.min(found.box.top, innerHeight - 80) } : null;
    };

    /** @param {ReturnType<typeof atTheEye>} eye */
    const keepAt = (eye) => {
      const box = eye && boxOf(eye.whole);
      if (box && Math.abs(box.top - eye.top) >= 1) scrollBy({ top: box.top - eye.top, behavior: 'instant' });
    };

    const end = () => {
      turn += 1;
      for (const [element, style] of hidden) showAgain(element, style);
    };

    return { show, end };
  };
})();
