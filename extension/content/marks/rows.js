/** @file The marks beside the papers: found, drawn, kept in their places, and walked through. */
/* global paperRadarMarks */

/**
 * @typedef {object} Rows
 * @property {(papers: MarkedPaper[], inBar: boolean) => Promise<void>} show `inBar`: a paper page, whose bar says the rest
 * @property {() => Promise<void>} relay puts every mark where its paper is by now
 * @property {(by: 1 | -1) => void} step walks to the next hit
 * @property {() => MarkedPaper | null} walked the paper that the reader walked to and sees
 * @property {() => {at: number, of: number}} place of it among the hits, from 1; 0: of none
 * @property {() => void} leave ends the walk
 * @property {(only: boolean) => Promise<void>} showOnly hides all rows without a hit, or shows them again
 * @property {() => void} end
 */

(() => {
  const { boxOf, el, put, sliced, spotOf, underOf } = paperRadarMarks;
  const CHUNK = 40; // marks that are measured together before they are written together
  const ROOM = { words: 84, star: 24 }; // px

  /**
   * @typedef {object} Mark
   * @property {MarkedPaper} paper
   * @property {Element} row
   * @property {Places} places
   * @property {HTMLElement} element
   * @property {HTMLElement[]} lines under the names of authors
   * @property {string} print of what is drawn
   */

  paperRadarMarks.rows = (layer, site, say, act) => {
    /** In the order of the page. @type {Map<string, Mark>} */
    let marks = new Map();
    const turns = { show: 0, lay: 0 }; // a later one ends an earlier one of its kind
    let paperPage = false;
    /** @type {Mark | null} */
    let now = null;
    let walkedTo = ''; // its key, also while marks that came in between do not know it
    const list = el('div');
    const lines = el('div');
    // Enter opens the paper that was walked to, as it does on any link.
    const frame = /** @type {HTMLAnchorElement} */ (el('a.frame', { tabindex: -1, hidden: '' }));
    layer.inside.append(frame, lines, list);

    let showingOnly = false;

    /** @param {keyof typeof turns} kind */
    const takeTurn = (kind) => {
      const mine = ++turns[kind];
      return () => mine === turns[kind];
    };

    /** @param {MarkedPaper[]} papers @param {boolean} inBar */
    const show = async (papers, inBar) => {
      paperPage = inBar;
      const isMine = takeTurn('show');
      const rows = site.rows(document, location);
      /** @type {Map<string, Element> | null} */
      let byHref = null;
      /** @param {MarkedPaper} paper @returns {Element | undefined} */
      const rowOf = (paper) => {
        const row = rows[paper.item];
        if (row && isSame(site.places(row, location).href, paper.href)) return row;
        byHref ??= new Map(rows.map((one) => [bare(site.places(one, location).href), one]));
        return byHref.get(bare(paper.href));
      };
      /** @type {Map<string, Mark>} */
      const next = new Map();
      await sliced(
        papers,
        (paper) => {
          const row = rowOf(paper);
          if (!row || next.has(paper.key)) return;
          const before = marks.get(paper.key);
          const print = JSON.stringify([paper.reasons, paper.saved, paper.authors, paper.title, layer.inside.lang]);
          if (before?.row === row && before.print === print) next.set(paper.key, { ...before, paper });
          else next.set(paper.key, drawn(paper, row, print, before));
        },
        isMine,
      );
      if (!isMine()) return;
      const order = new Map(rows.map((row, place) => [row, place]));
      const inOrder = [...next].sort(([, a], [, b]) => (order.get(a.row) ?? 0) - (order.get(b.row) ?? 0));
      for (const [key, mark] of marks) takeAway(mark, next.get(key));
      marks = new Map(inOrder);
      now = marks.get(walkedTo) ?? null;
      await relay();
      if (showingOnly && isMine()) await only.show(true);
    };

    /** @param {MarkedPaper} paper @param {Element} row @param {string} print @param {Mark | undefined} before @returns {Mark} */
    const drawn = (paper, row, print, before) => {
      const places = site.places(row, location);
      const lines = paper.authors
        .filter(({ index }) => places.authors[index])
        .flatMap(({ index, level }) => {
          const name = level === 'possible' ? 'i.under.possible' : 'i.under';
          const parts = [el(name, { 'data-line': 0 }), el(name, { 'data-line': 1 })]; // a name may be broken over two
          if (paperPage) parts.push(el('i.dot', { 'data-line': -1 }));
          for (const part of parts) part.dataset.author = String(index);
          return parts;
        });
      const element = paperPage ? el('div.mark', { hidden: '' }) : drawnMark(paper, Boolean(places.corner));
      // The star may have the focus: it stays, and only what it says changes.
      if (before && !paperPage) {
        const held = before.element;
        held.className = element.className;
        held.querySelector('.chip')?.remove();
        const [chip, star] = [element.querySelector('.chip'), held.querySelector('.star')];
        if (chip) held.prepend(chip);
        if (star) dressStar(/** @type {HTMLElement} */ (star), paper);
        return { paper, row, places, lines, print, element: held };
      }
      return { paper, row, places, lines, print, element };
    };

    /** @param {MarkedPaper} paper @param {boolean} corner */
    const drawnMark = (paper, corner) => {
      const first = paper.reasons[0];
      const mark = el(['div.mark', first?.kind ?? '', first?.level ?? '', corner ? 'corner' : ''].filter(Boolean).join('.'));
      const star = el('button.star', { type: 'button', onclick: () => press(paper.key) });
      dressStar(star, paper);
      if (first) {
        const text = first.text + (paper.reasons.length > 1 ? ` +${paper.reasons.length - 1}` : '');
        const chip = el('button.chip', {
          type: 'button',
          title: say('why', { reasons: reasonsOf(paper, say) }),
          'aria-label': `${text} — ${paper.title}`,
          onclick: () => act('popup', paper.key),
        });
        chip.append(el('span', null, text));
        mark.append(chip);
      }
      mark.append(star);
      return mark;
    };

    /** @param {HTMLElement} star @param {MarkedPaper} paper */
    const dressStar = (star, paper) => {
      const name = say(paper.saved ? 'unsave' : 'save', { title: paper.title });
      star.textContent = paper.saved ? '★' : '☆';
      star.classList.toggle('saved', paper.saved);
      star.title = name;
      star.setAttribute('aria-label', name);
    };

    /** @param {string} key */
    const press = (key) => {
      const paper = marks.get(key)?.paper;
      if (paper) act(paper.saved ? 'unsave' : 'save', key);
    };

    /** @param {Mark} mark @param {Mark} [successor] which may go on with what there is */
    const takeAway = (mark, successor) => {
      if (mark.element !== successor?.element) mark.element.remove();
      if (mark.lines !== successor?.lines) for (const line of mark.lines) line.remove();
    };

    const relay = async () => {
      const isMine = takeTurn('lay');
      layer.suit();
      const chunks = [];
      const all = [...marks.values()];
      for (let from = 0; from < all.length; from += CHUNK) chunks.push({ from, marks: all.slice(from, from + CHUNK) });
      await sliced(chunks, layChunk, isMine);
      if (isMine()) layFrame();
    };

    /** All are measured before one is written: the browser lays the page out once. @param {{from: number, marks: Mark[]}} chunk */
    const layChunk = (chunk) => {
      const origin = layer.host.getBoundingClientRect();
      const width = document.documentElement.clientWidth;
      const measured = chunk.marks.map((mark) => ({
        mark,
        to: paperPage || !isStill(mark) ? null : spotOf(mark.places, origin, width),
        under: mark.lines.map((line) => {
          const author = mark.row.isConnected ? mark.places.authors[Number(line.dataset.author)] : undefined;
          return underOf(line, author, origin);
        }),
      }));
      measured.forEach(({ mark, to, under }, place) => {
        write(mark, chunk.from + place, to);
        mark.lines.forEach((line, number) => put(line, under[number] ?? null));
      });
    };

    /** Whether the row still shows that paper. @param {Mark} mark */
    const isStill = ({ row, places }) =>
      row.isConnected && (!site.changes || isSame(site.places(row, location).href, places.href));

    /** @param {number} number */
    const groupAt = (number) => {
      while (list.childElementCount <= number) list.append(el('div.group'));
      return /** @type {Element} */ (list.children[number]);
    };

    /** @param {Mark} mark @param {number} place among the marks @param {Spot | null} to */
    const write = (mark, place, to) => {
      const { element } = mark;
      if (!paperPage && to) {
        element.classList.toggle('tight', to.room < ROOM.words);
        const most = `${Math.max(ROOM.star, Math.floor(to.room))}px`;
        if (element.style.maxWidth !== most) element.style.maxWidth = most;
      }
      put(element, paperPage ? null : to);
      // Laid out by forties, in the order of the page: a mark that comes is no work for all the others.
      const group = groupAt(Math.floor(place / CHUNK));
      if (element.parentNode !== group) group.insertBefore(element, group.children[place % CHUNK] ?? null);
      for (const line of mark.lines) if (!line.isConnected) lines.append(line);
    };

    const layFrame = () => {
      const box = now && boxOf(now.places.whole);
      const origin = layer.host.getBoundingClientRect();
      const right = Math.min(box?.right ?? 0, document.documentElement.clientWidth - 2);
      const left = Math.max(box?.left ?? 0, 2);
      const [x, y] = [left - origin.left, (box?.top ?? 0) - origin.top];
      put(frame, box && { x, y, width: right - left, height: box.height });
    };

    const hits = () => [...marks.values()].filter(({ paper, row }) => paper.reasons.length && row.isConnected);

    const walked = () => {
      const box = now && boxOf(now.places.whole);
      return now && box && box.bottom > 0 && box.top < innerHeight ? now.paper : null;
    };

    /** @param {1 | -1} by */
    const step = (by) => {
      const all = hits();
      const from = walked() ? all.findIndex(({ paper }) => paper.key === now?.paper.key) : -1;
      const tops = from < 0 ? all.map(({ places }) => boxOf(places.whole)?.top ?? -Infinity) : [];
      const seen = by > 0 ? tops.findIndex((top) => top >= 0) : tops.findLastIndex((top) => top < innerHeight);
      const next = from >= 0 ? from + by : seen >= 0 ? seen : by > 0 ? all.length - 1 : 0;
      const mark = all[Math.max(0, Math.min(all.length - 1, next))];
      if (!mark) return;
      now = mark;
      walkedTo = mark.paper.key;
      const box = boxOf(mark.places.whole);
      // A row that is not wholly seen is brought to the upper third, so that what follows is seen too.
      if (box && (box.top < 8 || box.bottom > innerHeight - 72)) {
        scrollBy({ top: box.top - Math.max(16, Math.min(innerHeight / 3, innerHeight - 72 - box.height)), behavior: 'instant' });
      }
      const why = say('why', { reasons: reasonsOf(mark.paper, say) });
      frame.setAttribute('aria-label', `${mark.paper.title}. ${why}`);
      if (/^https?:/.test(mark.places.href)) frame.href = mark.places.href;
      layFrame();
      frame.focus({ preventScroll: true });
    };

    const leave = () => {
      now = null;
      walkedTo = '';
      layFrame();
    };

    const only = paperRadarMarks.only(site, hits, () => now?.places.whole, relay);
    /** @param {boolean} wanted */
    const showOnly = (wanted) => {
      showingOnly = wanted;
      return only.show(wanted);
    };

    const end = () => {
      takeTurn('show');
      takeTurn('lay');
      only.end();
      marks.clear();
    };

    return {
      show,
      relay,
      step,
      walked,
      place: () => ({ at: hits().findIndex(({ paper }) => paper.key === walked()?.key) + 1, of: hits().length }),
      leave,
      showOnly,
      end,
    };
  };

  /** @param {string} href */
  const bare = (href) => href.replace(/#.*$/, '');
  /** @param {string} one @param {string} other */
  const isSame = (one, other) => bare(one) === bare(other) && one !== '';

  /** The reasons of a paper in one line. @param {MarkedPaper} paper @param {Say} say */
  const reasonsOf = ({ reasons }, say) =>
    reasons.map(({ text, level }) => (level === 'possible' ? say('possible', { reason: text }) : text)).join(say('and'));
  paperRadarMarks.reasonsOf = reasonsOf;
})();
