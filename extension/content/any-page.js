/** @file What any page carries: links, structured data, its text and how it is built. Raw; run only where the reader asks. */

(() => {
  // The service refuses more than this; a page with more of a kind is no paper's page.
  const MOST = {
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
  const { fold } = paperRadar;

  paperRadar.readAnyPage = (facts, whole) => {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))?.href;
    const lang = document.documentElement.lang.slice(0, 35);
    Object.assign(facts, marks(), { canonical: canonical ?? '', lang, links: links() });
    if (!whole) return;
    facts.text = fold(document.body?.innerText).slice(0, MOST.text);
    facts.body = skeleton();
    facts.data = data();
    facts.selection = fold(String(getSelection() ?? '')).slice(0, 2_000);
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
