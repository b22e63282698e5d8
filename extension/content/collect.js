/** @file Reads this page's facts and tells the background: at once, when it is asked, and when the page changes by itself. */

(() => {
  if (paperRadar.alive?.()) return; // run once more by the background although we are well

  const MOST = { items: 2_000, title: 1_000, authors: 6_000, abstract: 10_000 };
  const SLICE = 8; // ms of reading before the page may go on
  const QUIET = 250; // ms without a change before a changed page is read
  const MARK = 'paper-radar:collect';

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

  /** @param {boolean} withText */
  const collect = async (withText) => {
    if (first && !withText && first.url === location.href) return first;
    performance.mark(MARK);
    const facts = paperRadar.readPage({ text: withText, known: site !== undefined });
    const rows = site ? site.rows(document, location).slice(0, MOST.items) : [];
    let began = performance.now();
    for (const row of rows) {
      if (performance.now() - began > SLICE) {
        performance.measure(MARK, MARK);
        await new Promise((resolve) => setTimeout(resolve));
        performance.mark(MARK);
        began = performance.now();
      }
      facts.items.push(bounded(itemOf(row)));
    }
    performance.measure(MARK, MARK);
    if (site && !site.changes && !withText) first = facts;
    return facts;
  };

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

  chrome.runtime.onMessage.addListener((message, sender, answer) => {
    if (sender.id !== chrome.runtime.id || message?.type !== 'collect') return false;
    void collect(message.text === true).then(answer);
    return true;
  });

  if (!site) return;
  tellQuietly();

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
