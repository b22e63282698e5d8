/** @file What any page carries: tags, links, structured data. Raw and unjudged; the service decides what it means. */

/**
 * @typedef {object} Site Knowledge of one site; each file of sites/ adds one.
 * @property {(location: Location) => boolean} here
 * @property {(document: Document, location: Location) => Element[]} rows one element a paper
 * @property {(row: Element, location: Location) => Item} item never throws: a broken row is an item that says less
 * @property {boolean} changes whether the site changes its pages without a load
 * @property {(row: Element, location: Location) => Places} places where marks go; as cheap as it can be
 * @typedef {object} Places
 * @property {string} href as the row's item has it: another one is another paper
 * @property {Element} mark a mark stands after the last line of it, or in its upper corner if `corner` is true
 * @property {boolean} [corner]
 * @property {Element | null} title
 * @property {(Element | undefined)[]} authors their links, in the order of the item's authors
 * @property {Element[]} whole all elements that make up the row
 * @typedef {object} PaperRadar What the content scripts of one page share; they are classic scripts.
 * @property {Site[]} sites
 * @property {(element: Element | null | undefined, without?: string) => string} textOf
 * @property {(how: {text: boolean, known: boolean}) => PageFacts} readPage `known`: a page of one of the sites
 * @property {() => boolean} [alive]
 */

// `var`, so that running the files once more in a page, after an update, finds and renews what is there.
var paperRadar = /** @type {PaperRadar} */ (/** @type {any} */ (globalThis).paperRadar ?? { sites: [] }); // eslint-disable-line no-var

paperRadar.sites = [];

(() => {
  // The service refuses more than this; a page with more of a kind is no paper's page.
  const MOST = {
    meta: 8_000,
    content: 20_000,
    jsonld: 20,
    jsonldText: 100_000,
    coins: 50,
    coinsText: 5_000,
    links: 100,
    ids: 50,
    headings: 50,
    text: 20_000,
    body: 400_000,
    data: 3,
    dataText: 150_000,
  };
  const DATA = /"(?:doi|authors)"\s*:/i; // in a script of the page's own, from which it draws what it shows
  const NOT_READ = 'script, style, noscript, template, svg, canvas, iframe, object, video, audio, nav, footer, select';
  const READ_ATTRIBUTES = new Set('class id itemprop rel href content datetime property role'.split(' '));
  const DOI = /\b10\.\d{4,9}\/[^\s"'<>?#&]+/i;
  const ARXIV = /arxiv\.org\/(?:abs|pdf)\/((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?)/i;
  const RELATIONS =
    /(?:^|\s)(?:canonical|alternate|shortlink|license|author|describedby|cite-as|item|bookmark|schema\.\S+)(?:\s|$)/i;
  const FORMULA = 'script[type^="math/tex"]';
  const MATHJAX = '.MathJax, .MathJax_Preview, .MathJax_Display, mjx-container';

  // Asked once a reading, not once a text: a listing has ten thousand texts.
  let mathJaxDrew = false;

  /** The text without children that match `without`; formulas that MathJax drew are read as they were written. */
  paperRadar.textOf = (element, without = '') => {
    if (!element) return '';
    if (mathJaxDrew) return fold(undrawn(element, without).textContent);
    if (!without) return fold(element.textContent);
    let text = '';
    for (const child of element.childNodes) {
      if (!(child instanceof Element && child.matches(without))) text += child.textContent;
    }
    return fold(text);
  };

  /** A copy as it was before MathJax. @param {Element} element @param {string} without */
  const undrawn = (element, without) => {
    const copy = /** @type {Element} */ (element.cloneNode(true));
    for (const child of copy.querySelectorAll([without, MATHJAX].filter(Boolean).join(', '))) child.remove();
    for (const script of copy.querySelectorAll(FORMULA)) script.replaceWith(`$${script.textContent}$`);
    return copy;
  };

  paperRadar.readPage = ({ text, known }) => {
    mathJaxDrew = document.querySelector(FORMULA) !== null;
    return {
      url: location.href,
      canonical: /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))?.href ?? '',
      title: fold(document.title).slice(0, 1_000),
      lang: document.documentElement.lang.slice(0, 35),
      meta: metas(),
      links: links(),
      items: [],
      ...(known ? { jsonld: [], coins: [], dois: [], arxiv_ids: [], headings: [], byline: '' } : marks()),
      text: text ? fold(document.body?.innerText).slice(0, MOST.text) : '',
      body: text && !known ? skeleton() : '',
      data: text && !known ? data() : [],
      selection: text ? fold(String(getSelection() ?? '')).slice(0, 2_000) : '',
    };
  };

  const data = () =>
    all('script:not([src]):not([type="application/ld+json"])', 200)
      .map((script) => (script.textContent ?? '').trim())
      .filter((code) => DATA.test(code))
      .slice(0, MOST.data)
      .map((code) => code.slice(0, MOST.dataText));

  /** The page as it is built, without what nobody reads: scripts, drawings, menus, and most attributes. */
  const skeleton = () => {
    if (!document.body) return '';
    const copy = /** @type {Element} */ (document.body.cloneNode(true));
    for (const element of copy.querySelectorAll(NOT_READ)) element.remove();
    for (const element of /** @type {NodeListOf<HTMLAnchorElement>} */ (copy.querySelectorAll('*'))) {
      if (element.hasAttribute('href') && element.href) element.setAttribute('href', element.href);
      for (const name of element.getAttributeNames()) if (!READ_ATTRIBUTES.has(name)) element.removeAttribute(name);
    }
    return fold(new XMLSerializer().serializeToString(copy).replace(/<!--[^]*?-->/g, '')).slice(0, MOST.body);
  };

  /** What tells the paper of a page that we know nothing about. */
  const marks = () => ({
    jsonld: all('script[type="application/ld+json"]', MOST.jsonld).map((script) =>
      (script.textContent ?? '').slice(0, MOST.jsonldText),
    ),
    coins: all('.Z3988[title]', MOST.coins).map((span) => (span.getAttribute('title') ?? '').slice(0, MOST.coinsText)),
    dois: unique(all('a[href*="doi.org/10."], [data-doi]', 200).map(doiOf)),
    arxiv_ids: unique(
      all('a[href*="arxiv.org/abs/"], a[href*="arxiv.org/pdf/"]', 200).map(
        (a) => ARXIV.exec(a.getAttribute('href') ?? '')?.[1] ?? '',
      ),
    ),
    headings: all('h1, h2', MOST.headings)
      .map((heading) => fold(heading.textContent).slice(0, 500))
      .filter(Boolean),
    byline: fold(
      all('[rel="author"], .byline, [itemprop="author"], .author', 20)
        .map((element) => element.textContent)
        .join(', '),
    ).slice(0, 2_000),
  });

  /** @param {string | null | undefined} text */
  const fold = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

  /** @param {string} selector @param {number} most */
  const all = (selector, most) => [...document.querySelectorAll(selector)].slice(0, most);

  /** @param {string[]} values */
  const unique = (values) => [...new Set(values.filter(Boolean))].slice(0, MOST.ids);

  /** @param {Element} element */
  const doiOf = (element) =>
    DOI.exec(decoded(element.getAttribute('data-doi') ?? element.getAttribute('href') ?? ''))?.[0] ?? '';

  /** @param {string} text */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  /** @returns {[string, string][]} */
  const metas = () =>
    all('meta[content]', 16_000)
      .map(
        (meta) =>
          /** @type {[string, string]} */ ([
            meta.getAttribute('name') ?? meta.getAttribute('property') ?? meta.getAttribute('itemprop') ?? '',
            (meta.getAttribute('content') ?? '').slice(0, MOST.content),
          ]),
      )
      .filter(([name]) => name && name.length <= 100)
      .slice(0, MOST.meta);

  const links = () =>
    all('link[rel][href]', 500)
      .map((link) => ({
        rel: link.getAttribute('rel') ?? '',
        href: /** @type {HTMLLinkElement} */ (link).href.slice(0, 2_000),
        type: (link.getAttribute('type') ?? '').slice(0, 100),
      }))
      .filter(({ rel }) => RELATIONS.test(rel))
      .slice(0, MOST.links);
})();
