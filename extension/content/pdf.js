/** @file The PDF that this tab shows, by itself or in a page around it: where it is, and its bytes, handed over in parts. */

// Run by the background after a click; what the file comes to is its answer. A message holds text alone, hence base64.
(() => {
  const MOST = 30_000_000; // bytes; the service takes no more
  const PART = 3_000_000;
  const PAUSE = 500; // ms until the background hears how far we are, which keeps it alive
  const LARGE = 0.5; // of the window: what fills less stands beside something else

  /** @typedef {{address: string, read: number, size: number, state: "reading" | "ready" | "too_large" | "refused", whole: Blob | null}} Reading */
  /** @type {any} */
  const here = globalThis;

  const shown = () => {
    if (document.contentType === 'application/pdf') return location.href;
    for (const element of /** @type {NodeListOf<any>} */ (document.querySelectorAll('embed, object, iframe'))) {
      const { width, height } = element.getBoundingClientRect();
      const address = width * height >= LARGE * innerWidth * innerHeight ? addressIn(element) : '';
      if (address) return address;
    }
    return fileOf(location.href);
  };

  /** @param {any} element */
  const addressIn = (element) => {
    const address = String(element.src || element.data || '');
    try {
      const { protocol, pathname } = new URL(address);
      if (!/^https?:$/.test(protocol)) return '';
      if (element.type === 'application/pdf' || /\.pdf$/i.test(pathname)) return address;
      return fileOf(address) || (element.contentDocument?.contentType === 'application/pdf' ? address : '');
    } catch {
      return '';
    }
  };

  /** The file that a viewer written in JavaScript shows: "viewer.html?file=…". @param {string} address */
  const fileOf = (address) => {
    const viewer = new URL(address);
    const file = /viewer/i.test(viewer.pathname) ? viewer.searchParams.get('file') : null;
    return file ? new URL(file, viewer).href : '';
  };

  /** @param {string} address */
  const begin = async (address) => {
    /** @type {Reading} */
    const reading = { address, read: 0, size: 0, state: 'reading', whole: null };
    here.paperRadarPdf = reading;
    const halt = new AbortController();
    try {
      const response = await fetch(address, { cache: 'force-cache', signal: halt.signal });
      if (!response.ok || !response.body) throw new TypeError(`HTTP ${response.status}`);
      reading.size = Number(response.headers.get('content-length')) || 0;
      const pieces = [];
      for (const reader = response.body.getReader(); reading.size <= MOST && reading.read <= MOST; ) {
        const { done, value } = await reader.read();
        if (done) {
          reading.whole = new Blob(pieces);
          reading.size = reading.whole.size;
          reading.state = 'ready';
          return;
        }
        pieces.push(value);
        reading.read += value.length;
      }
      reading.state = 'too_large';
      halt.abort();
    } catch {
      reading.state = 'refused';
    }
  };

  /** @param {Blob} blob @returns {Promise<string>} */
  const encoded = (blob) =>
    new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
      reader.readAsDataURL(blob);
    });

  /** How far it is, or the part from `from` on; after the last part the bytes are let go. @param {{from?: number}} message */
  const answer = async ({ from }) => {
    const reading = /** @type {Reading} */ (here.paperRadarPdf);
    if (from === undefined) {
      if (reading.state === 'reading') await new Promise((resolve) => setTimeout(resolve, reading.read ? PAUSE : 50));
      const { read, size, state } = reading;
      if (state === 'refused' || state === 'too_large') here.paperRadarPdf = null; // the next click tries again
      return { read, size, state };
    }
    const data = reading.whole ? await encoded(reading.whole.slice(from, from + PART)) : '';
    if (from + PART >= reading.size) here.paperRadarPdf = null;
    return { data, next: from + PART };
  };

  if (!here.paperRadarHandsPdf) {
    here.paperRadarHandsPdf = true;
    chrome.runtime.onMessage.addListener((message, sender, respond) => {
      if (sender.id !== chrome.runtime.id || message?.type !== 'pdf') return false;
      const address = shown();
      if (message.from === undefined && here.paperRadarPdf?.address !== address) void begin(address);
      void answer(message).then(respond);
      return true;
    });
  }
  return shown();
})();
