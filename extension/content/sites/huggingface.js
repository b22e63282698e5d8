/**
 * @file Hugging Face's paper pages: cards and the data beside them. The selectors, all of them; perishable.
 *
 * Tested on pages written after third parties' selectors for /papers, /papers/trending, ?q= and /papers/<id> (2024-12 to
 * 2026-07; reference/pages.md §4.7), filled with recorded answers of the site: no recorded page of it could be had.
 */

(() => {
  const PAPER = /^\/papers\/((?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})(?:v\d+)?)\/?$/i;
  const { textOf } = paperRadar;

  const CARD = {
    row: 'article:has(h3 > a[href^="/papers/"])',
    link: 'h3 > a[href^="/papers/"]',
    upvotes: 'label div.leading-none',
  };
  // Where no card is found although papers are listed, their links are the rows: each is counted as not understood.
  const LOST = 'main a[href^="/papers/"]';
  const PAGE = { main: 'main', title: 'h1', heading: 'h2', abstract: /^abstract$/i, words: 'a, button, span' };
  const DATA = '[data-props]';

  /** What data-props say of each paper, by arXiv id; read anew with the rows, and only when the page's data changed. */
  let data = { texts: /** @type {string[]} */ ([]), papers: /** @type {Map<string, any>} */ (new Map()) };

  /** @param {Document} document */
  const readData = (document) => {
    const texts = [...document.querySelectorAll(DATA)]
      .map((element) => element.getAttribute('data-props') ?? '')
      .filter((text) => text.includes('"authors"'));
    const same = texts.length === data.texts.length && texts.every((text, place) => text === data.texts[place]);
    if (!same) data = { texts, papers: new Map(texts.flatMap(entriesOf)) };
  };

  /** @param {string} text @returns {[string, any][]} */
  const entriesOf = (text) => {
    try {
      const props = JSON.parse(text);
      // One paper, or lists of them (dailyPapers, searchResults and whatever is added): all have the same shape.
      const found = [props, ...Object.values(props).filter(Array.isArray).flat()].map((value) => ({
        ...value?.paper,
        numComments: value?.numComments,
      }));
      return found.filter((paper) => typeof paper.id === 'string').map((paper) => [paper.id, paper]);
    } catch {
      return []; // not the data we know: the cards' own words must do
    }
  };

  /** @param {string} href @param {any} paper */
  const fromData = (href, paper) => ({
    href,
    title: String(paper.title ?? ''),
    authors: Array.isArray(paper.authors)
      ? paper.authors.map((/** @type {any} */ author) => String(author?.name ?? '')).filter(Boolean)
      : [],
    abstract: String(paper.summary ?? ''),
    date: String(paper.publishedAt ?? ''),
    upvotes: Number.isInteger(paper.upvotes) ? paper.upvotes : null,
    comments: Number.isInteger(paper.numComments) ? paper.numComments : null,
  });

  /** One link for each paper: a card has several. @param {Document} document */
  const lost = (document) => {
    /** @type {Map<string, Element>} */
    const links = new Map();
    for (const link of document.querySelectorAll(LOST)) {
      const id = PAPER.exec(link.getAttribute('href') ?? '')?.[1];
      if (id) links.set(id, link);
    }
    return [...links.values()];
  };

  /** @param {Element} page */
  const abstractOf = (page) => {
    const heading = [...page.querySelectorAll(PAGE.heading)].find((element) => PAGE.abstract.test(textOf(element)));
    return textOf(heading?.nextElementSibling);
  };

  /** Each author's element, by the name that it shows. @param {Element} page @param {string} id */
  const authorsOn = (page, id) => {
    /** @type {Map<string, Element>} */
    const named = new Map();
    for (const element of page.querySelectorAll(PAGE.words)) {
      const text = element.childElementCount ? '' : textOf(element);
      if (text && !named.has(text)) named.set(text, element);
    }
    const names = fromData('', data.papers.get(id) ?? {}).authors;
    return names.map((/** @type {string} */ name) => named.get(name.replace(/\s+/g, ' ').trim()));
  };

  /** @param {Element} row the page or a card @param {Location} location @returns {Places} */
  const places = (row, location) => {
    const id = PAPER.exec(location.pathname)?.[1];
    const title = row.querySelector(id ? PAGE.title : CARD.link);
    return {
      href: id ? location.href : (/** @type {HTMLAnchorElement | null} */ (title)?.href ?? ''),
      mark: row,
      corner: true,
      title,
      authors: id ? authorsOn(row, id) : [],
      whole: [row],
    };
  };

  paperRadar.sites.push({
    places,
    changes: true,
    here: (location) => location.hostname === 'huggingface.co' && location.pathname.startsWith('/papers'),
    rows: (document, location) => {
      readData(document);
      const page = document.querySelector(PAGE.main) ?? document.body;
      if (PAPER.test(location.pathname)) return [page];
      const cards = [...document.querySelectorAll(CARD.row)];
      return cards.length ? cards : lost(document);
    },
    item: (row, location) => {
      const id = PAPER.exec(location.pathname)?.[1];
      if (id) {
        const paper = data.papers.get(id);
        if (paper) return fromData(location.href, paper);
        return { href: location.href, title: textOf(row.querySelector(PAGE.title)), abstract: abstractOf(row) };
      }
      if (row.localName === 'a') return { href: /** @type {HTMLAnchorElement} */ (row).href };
      // Tabs change the cards and leave the data behind, so the card's link decides which paper it is.
      const link = /** @type {HTMLAnchorElement | null} */ (row.querySelector(CARD.link));
      const paper = data.papers.get(PAPER.exec(new URL(link?.href ?? '', location.href).pathname)?.[1] ?? '');
      if (paper && link) return fromData(link.href, paper);
      const upvotes = Number.parseInt(textOf(row.querySelector(CARD.upvotes)), 10);
      return { href: link?.href ?? '', title: textOf(link), upvotes: Number.isNaN(upvotes) ? null : upvotes };
    },
  });
})();
