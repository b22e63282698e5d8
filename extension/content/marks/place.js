/** @file Where the marks stand: what is measured in the page, and how it is written to the layer. */
/* global paperRadarMarks */

(() => {
  const GAP = 10; // px between a line and its mark
  const LEAST = 58; // px that a mark needs
  const HALF = 12; // px of its height

  /** The box around all of them, with a little air; null if nothing of them is shown. @type {MarkParts["boxOf"]} */
  paperRadarMarks.boxOf = (elements) => {
    const boxes = elements.map((element) => element.getBoundingClientRect()).filter((box) => box.width && box.height);
    if (!boxes.length) return null;
    const top = Math.min(...boxes.map((box) => box.top)) - 4;
    const bottom = Math.max(...boxes.map((box) => box.bottom)) + 4;
    const left = Math.min(...boxes.map((box) => box.left)) - 6;
    const right = Math.max(...boxes.map((box) => box.right)) + 6;
    return { top, bottom, left, right, height: bottom - top };
  };

  /** Where a mark goes, in the layer; null where its row is hidden. @type {MarkParts["spotOf"]} */
  paperRadarMarks.spotOf = ({ mark, corner }, origin, width) => {
    const box = mark.getBoundingClientRect();
    if (!box.width || !box.height) return null;
    if (corner) return { x: box.left + 8 - origin.left, y: box.top + 8 - origin.top, room: box.width - 16 };
    const line = lastLine(mark);
    if (!line) return null;
    const right = Math.min(box.right, width);
    const x = Math.max(0, Math.min(line.right + GAP, right - LEAST));
    return { x: x - origin.left, y: line.top + line.height / 2 - HALF - origin.top, room: right - x };
  };

  /** Where the text of an element ends. @param {Element} element */
  const lastLine = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    if (element.lastElementChild) range.setStartBefore(element.lastElementChild);
    return [...range.getClientRects()].findLast((box) => box.width > 0) ?? null;
  };

  /** Where the line under a name goes, or its dot. @type {MarkParts["underOf"]} */
  paperRadarMarks.underOf = (line, author, origin) => {
    const box = [...(author?.getClientRects() ?? [])].at(Number(line.dataset.line));
    if (!box?.width) return null;
    if (line.className === 'dot') return { x: box.right - 1 - origin.left, y: box.top - 1 - origin.top };
    return { x: box.left - origin.left, y: box.bottom - 2 - origin.top, width: box.width };
  };

  /** Puts it there, or hides it. @type {MarkParts["put"]} */
  paperRadarMarks.put = (element, to) => {
    element.hidden = !to;
    if (!to) return;
    // By transform: a mark that follows its row is no layout shift.
    const where = `translate(${to.x.toFixed(1)}px, ${to.y.toFixed(1)}px)`;
    if (element.style.transform !== where) element.style.transform = where;
    if (to.width !== undefined) element.style.width = `${to.width}px`;
    if (to.height !== undefined) element.style.height = `${to.height}px`;
  };
})();
