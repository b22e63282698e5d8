/** @file Reads this page's facts and tells the background: at once, and when the page changes by itself. */

(() => {
  if (paperRadar.alive?.()) return; // run once more by the background although we are well

  const MOST = { items: 2_000, title: 1_000, authors: 6_000, abstract: 10_000 };
  const SLICE = 8; // ms of reading before the page may go on
  const QUIET = 250; // ms without a change before a changed page is read

  const site = paperRadar.sites.find((known) => known.here(location));
  /** The facts as first read, on sites whose pages stay: scripts may have redrawn formulas since. @type {PageFacts | null} */
  let first = null;
  let told = '';

  paperRadar.alive = () => {
    try {
      return Boolean(chrome.runtime?.id);
    } catch {
      return false; // the extension was reloaded, and this script belongs to the former one
    }
  };

  /** @param {boolean} whole a page that we know nothing about, with its text and all */
  const collect = async (whole) => {
    if (first?.url === location.href) return first;
    const facts = paperRadar.readPage();
    if (!site) paperRadar.readAnyPage?.(facts, whole);
    const rows = site ? site.rows(document, location).slice(0, MOST.items) : [];
    let began = performance.now();
    for (const row of rows) {
      if (performance.now() - began > SLICE) {
        await new Promise((resolve) => setTimeout(resolve));
        began = performance.now();
      }
      facts.items.push(bounded(itemOf(row)));
    }
    if (site && !site.changes) first = facts;
    return facts;
  };
  paperRadar.collect = collect;

  /** @param {Element} row */
  const itemOf = (row) => {
    try {
      return /** @type {NonNullable<typeof site>} */ (site).item(row, location);
    } catch {
      return { href: '' }; // the service counts it as a row it could not understand
    }
  };

  /** @param {Item} item @returns {Item} */
  const bounded = (item) => ({
    ...item,
    href: item.href.slice(0, 2_000),
    ...(item.title && { title: item.title.slice(0, MOST.title) }),
    ...(item.authors && { authors: item.authors.slice(0, MOST.authors).map((name) => name.slice(0, 300)) }),
    ...(item.abstract && { abstract: item.abstract.slice(0, MOST.abstract) }),
  });

  const tell = async () => {
    const facts = await collect(false);
    const now = `${facts.url} ${facts.items.map((item) => item.href).join(' ')}`;
    if (now === told || !paperRadar.alive?.()) return;
    told = now;
    await chrome.runtime.sendMessage({ type: 'page', facts });
  };
  const tellQuietly = () => void tell().catch(() => {}); // nobody listens while the extension is being reloaded

  if (!site) return;
  tellQuietly();
  // Back from the browser's memory this script goes on where it was, while the tab's other page is the one that is known.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    told = '';
    tellQuietly();
  });

  if (!site.changes) return;
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = Number(setTimeout(tellQuietly, QUIET));
  };
  // The cards come and go with the page's own scripts, before or after the address changes: both are listened to.
  new MutationObserver(later).observe(document.body, { childList: true, subtree: true });
  /** @type {any} */ (globalThis).navigation?.addEventListener('currententrychange', later);
  addEventListener('popstate', later);
})();
