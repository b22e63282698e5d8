/** @file What the pages of the sites we know carry beside their papers: their tags. Raw; the service decides what it means. */

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
 * @property {(text: string | null | undefined) => string} fold
 * @property {() => PageFacts} readPage
 * @property {(facts: PageFacts, whole: boolean) => void} [readAnyPage] adds what tells of a page that we know nothing about
 * @property {() => boolean} [alive]
 * @property {(whole: boolean) => Promise<PageFacts>} [collect]
 * @property {unknown} [heard] the `collect` that the background can ask for
 */

// `var`, so that running the files once more in a page, after an update, finds and renews what is there.
var paperRadar = /** @type {PaperRadar} */ (/** @type {any} */ (globalThis).paperRadar ?? { sites: [] }); // eslint-disable-line no-var

paperRadar.sites = [];

(() => {
  // This file is compiled on every paper page: what only other pages need stands in any-page.js.
  const MOST_TAGS = 8_000; // the service refuses more; a page with more is no paper's page
  const FORMULA = 'script[type^="math/tex"]';
  const MATHJAX = '.MathJax, .MathJax_Preview, .MathJax_Display, mjx-container';

  // Asked once a reading, not once a text: a listing has ten thousand texts.
  let mathJaxDrew = /** @type {boolean | null} */ (null);

  const fold = (paperRadar.fold = (text) => (text ?? '').replace(/\s+/g, ' ').trim());

  /** The text without children that match `without`; formulas that MathJax drew are read as they were written. */
  paperRadar.textOf = (element, without = '') => {
    if (!element) return '';
    mathJaxDrew ??= document.querySelector(FORMULA) !== null;
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

  paperRadar.readPage = () => {
    mathJaxDrew = null;
    const nothing = { canonical: '', lang: '', byline: '', text: '', body: '', selection: '' };
    const none = { links: [], jsonld: [], coins: [], dois: [], arxiv_ids: [], headings: [], data: [], items: [] };
    return { url: location.href, title: document.title.slice(0, 1_000), meta: metas(), ...nothing, ...none };
  };

  const metas = () => {
    /** @type {[string, string][]} */
    const found = [];
    for (const meta of document.getElementsByTagName('meta')) {
      const name = meta.getAttribute('name') ?? meta.getAttribute('property') ?? meta.getAttribute('itemprop');
      const content = name && name.length <= 100 ? meta.getAttribute('content') : null;
      if (name && content !== null && found.push([name, content.slice(0, 20_000)]) >= MOST_TAGS) break;
    }
    return found;
  };
})();
