/**
 * @file arXiv's pages: where abs pages, listings and search results show their papers. The selectors, all of them.
 *
 * Tested on the recorded pages of ../shared/data/arxiv/pages: /list/astro-ph/new, /list/q-fin/new, /list/cs/new (recent,
 * catch-up and author pages are of the same template; the recent ones recorded are empty), two of /search/, 17 of /abs/.
 */

(() => {
  const HOST = /(?:^|\.)arxiv\.org$/;
  const { textOf } = paperRadar;

  // After arXiv's own templates: browse/templates/abs/abs.html, list/list_macros.html, search/templates/search/search-macros.html.
  const ABS = {
    page: '#abs',
    title: 'h1.title',
    authors: '.authors',
    abstract: 'blockquote.abstract',
    subjects: 'td.subjects',
    date: '.dateline',
    label: '.descriptor',
  };
  // The id "articles" stands on every section's dl, and headings sit between the pairs of dt and dd.
  const LISTING = {
    row: 'dl#articles > dt, #dlpage dl > dt',
    link: 'a[title="Abstract"], a[href*="/abs/"]',
    title: '.list-title',
    authors: '.list-authors',
    abstract: 'p.mathjax',
    subjects: '.list-subjects',
    label: '.descriptor',
  };
  const SEARCH = {
    row: 'li.arxiv-result',
    link: '.list-title a',
    title: 'p.title',
    authors: 'p.authors',
    abstract: '.abstract-full',
    more: 'a.is-size-7',
    line: '.is-marginless', // id, formats and subjects
    tags: '.tag[data-tooltip]',
    date: 'p.is-size-7',
  };

  // Where no row is found although papers are listed, their links are the rows: each is counted as not understood.
  const LOST = { pages: /^\/(?:list|search|catchup|a)\//, link: 'main a[href*="/abs/"], #content a[href*="/abs/"]' };

  /** One link for each paper. @param {Document} document */
  const lost = (document) => {
    /** @type {Map<string, Element>} */
    const links = new Map();
    for (const link of document.querySelectorAll(LOST.link)) links.set(link.getAttribute('href') ?? '', link);
    return [...links.values()];
  };

  /**
   * The names, each a link. Found in two steps: one selector for both takes 80 times as long on a listing of 2,000 rows.
   * The link that unfolds a long list of authors is no name.
   * @param {ParentNode | null} row
   * @param {string} selector
   */
  const authorsIn = (row, selector) =>
    linksIn(row, selector)
      .map((link) => textOf(link))
      .filter(Boolean);

  /** @param {ParentNode | null} row @param {string} selector */
  const linksIn = (row, selector) =>
    [...(row?.querySelector(selector)?.getElementsByTagName('a') ?? [])].filter(
      (link) => !/^(?:#|javascript:)/.test(link.getAttribute('href') ?? ''),
    );

  /**
   * Today's pages say all but the subjects in their tags, too, which go along anyway; older ones in their body alone.
   * @param {Element} row
   * @param {Location} location
   */
  const onAbsPage = (row, location) =>
    document.getElementsByName('citation_abstract')[0]
      ? { href: location.href, subjects: paperRadar.fold(row.getElementsByClassName('subjects')[0]?.textContent) }
      : fromBody(row, location);

  /** @param {Element} row @param {Location} location */
  const fromBody = (row, location) => ({
    href: location.href,
    title: textOf(row.querySelector(ABS.title), ABS.label),
    authors: authorsIn(row, ABS.authors),
    abstract: textOf(row.querySelector(ABS.abstract), ABS.label),
    subjects: textOf(row.querySelector(ABS.subjects)),
    date: textOf(row.querySelector(ABS.date)),
  });

  /** @param {Element} term the dt; its dd follows, unless the row is broken */
  const inListing = (term) => {
    const described = term.nextElementSibling?.localName === 'dd' ? term.nextElementSibling : null;
    const link = /** @type {HTMLAnchorElement | null} */ (term.querySelector(LISTING.link));
    const abstract = textOf(described?.querySelector(LISTING.abstract));
    return {
      href: link?.href ?? '',
      title: textOf(described?.querySelector(LISTING.title), LISTING.label),
      authors: authorsIn(described, LISTING.authors),
      subjects: textOf(described?.querySelector(LISTING.subjects), LISTING.label),
      ...(abstract && { abstract }),
    };
  };

  /** @param {Element} row */
  const inSearch = (row) => {
    const link = /** @type {HTMLAnchorElement | null} */ (row.querySelector(SEARCH.link));
    const tags = [...row.querySelectorAll(SEARCH.tags)];
    return {
      href: link?.href ?? '',
      title: textOf(row.querySelector(SEARCH.title)),
      authors: authorsIn(row, SEARCH.authors),
      abstract: textOf(row.querySelector(SEARCH.abstract), SEARCH.more),
      subjects: tags.map((tag) => `${tag.getAttribute('data-tooltip')} (${textOf(tag)})`).join('; '),
      date: textOf(row.querySelector(SEARCH.date)),
    };
  };

  /** @param {Element} row the page, the dt or the li @param {Location} location @returns {Places} */
  const places = (row, location) => {
    const onAbs = row.matches(ABS.page);
    const kind = row.matches(SEARCH.row) ? SEARCH : LISTING;
    const dd = !onAbs && kind === LISTING && row.nextElementSibling?.localName === 'dd' ? row.nextElementSibling : null;
    const link = /** @type {HTMLAnchorElement | null} */ (onAbs ? null : row.querySelector(kind.link));
    const { title, authors } = onAbs ? ABS : kind;
    return {
      href: onAbs ? location.href : (link?.href ?? ''),
      mark: (kind === SEARCH && row.querySelector(SEARCH.line)) || row,
      title: (dd ?? row).querySelector(title),
      authors: linksIn(dd ?? row, authors).filter((author) => textOf(author)),
      whole: dd ? [row, dd] : [row],
    };
  };

  paperRadar.sites.push({
    places,
    changes: false,
    here: (location) => HOST.test(location.hostname),
    rows: (document, location) => {
      const page = document.getElementById('abs');
      if (page) return [page];
      const results = document.querySelectorAll(SEARCH.row);
      const rows = [...(results.length ? results : document.querySelectorAll(LISTING.row))];
      return rows.length || !LOST.pages.test(location.pathname) ? rows : lost(document);
    },
    item: (row, location) => {
      if (row.localName === 'a') return { href: /** @type {HTMLAnchorElement} */ (row).href };
      if (row.id === 'abs') return onAbsPage(row, location);
      return row.matches(SEARCH.row) ? inSearch(row) : inListing(row);
    },
  });
})();
