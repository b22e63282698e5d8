/**
 * @file The layer of the marks: one element outside the body, its shadow root closed, and how what is in it looks.
 *
 * All marks lie in this one layer over the page and none in its rows: nothing of the page moves, its own scripts cannot
 * read what is marked, and to remove one element is to take everything away.
 */

/**
 * @typedef {object} Layer
 * @property {HTMLElement} host
 * @property {HTMLElement} inside all that is shown
 * @property {() => void} suit makes it light or dark as the page is
 * @typedef {"save" | "unsave" | "dismiss" | "restore" | "brief" | "popup" | "hide"} Act
 * @typedef {object} MarkParts What the files of the marks share; they are classic scripts.
 * @property {(name: string, properties?: Record<string, any> | null, ...children: (Node | string)[]) => HTMLElement} el
 * @property {(language: string) => Layer} layer
 * @property {(list: Iterable<any>, each: (one: any) => void, goesOn: () => boolean) => Promise<void>} sliced
 * @property {(layer: Layer, site: Site, say: Say, act: (act: Act, key: string) => void) => Rows} rows
 * @property {(layer: Layer, say: Say, act: BarActs) => Bar} bar
 * @property {(site: Site, hits: () => {places: Places}[], walked: () => Element[] | undefined, relay: () => Promise<void>) => {show: (wanted: boolean) => Promise<void>, end: () => void}} only
 * @property {(elements: Element[]) => Box | null} boxOf
 * @property {(places: Places, origin: DOMRect, width: number) => Spot | null} spotOf
 * @property {(line: HTMLElement, author: Element | undefined, origin: DOMRect) => {x: number, y: number, width?: number} | null} underOf
 * @property {(element: HTMLElement, to: {x: number, y: number, width?: number, height?: number} | null) => void} put
 * @property {(acts: Record<string, () => void>, host: Element) => () => void} listenToKeys `host` of the layer; gives what ends it
 * @property {(paper: MarkedPaper, say: Say) => string} reasonsOf the reasons of a paper in one line
 * @property {() => boolean} [alive]
 * @property {() => void} [end]
 * @typedef {{top: number, bottom: number, left: number, right: number, height: number}} Box in the viewport; px
 * @typedef {{x: number, y: number, room: number}} Spot in the layer; px
 * @typedef {(name: string, values?: Record<string, string | number>) => string} Say one of the words, filled in
 */

// `var`, so that running the files once more finds what is there.
var paperRadarMarks = /** @type {MarkParts} */ (/** @type {any} */ (globalThis).paperRadarMarks ?? {}); // eslint-disable-line no-var

(() => {
  const SLICE = 8; // ms of work before the page may go on

  const STYLE = `
:host { all: initial !important; position: absolute !important; top: 0 !important; left: 0 !important; width: 0 !important; height: 0 !important; display: block !important; }
@media print { :host { display: none !important; } }
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
.inside { color-scheme: light; direction: ltr;
  --raised: light-dark(#fff, #1f1f1c); --ink: light-dark(#1c1b19, #eceae4); --muted: light-dark(#67635b, #a29d93);
  --line: light-dark(#e6e2d9, #3d3b35); --accent: light-dark(#0f6b60, #5fd3c2); --accent-wash: light-dark(#e4f1ee, #14322e);
  --warm: light-dark(#8a5a00, #e3b458); --warm-wash: light-dark(#fbf1dc, #33290f); --danger: light-dark(#a52a1f, #f08a7e);
  --plain: light-dark(#56524a, #c0bbb0); --plain-wash: light-dark(#efece4, #2a2925);
  font: 12px/18px ui-sans-serif, system-ui, -apple-system, "Segoe UI", Inter, "Noto Sans", "PingFang SC", "Noto Sans CJK SC", sans-serif;
  color: var(--ink); text-align: start; -webkit-font-smoothing: antialiased; }
.inside.dark { color-scheme: dark; }
button, a { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-decoration: none; white-space: nowrap; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }

.group { position: absolute; top: 0; left: 0; width: 0; height: 0; z-index: 1; contain: layout size style; }
.mark { position: absolute; top: 0; left: 0; z-index: 1; display: flex; align-items: center; gap: 1px; height: 24px; contain: layout style; }
.chip { display: flex; align-items: center; gap: 5px; min-width: 0; height: 20px; padding: 0 8px; border: 1px solid transparent; border-radius: 99px; font-size: 11.5px; color: var(--accent); background: var(--accent-wash); }
.chip::before { content: ""; flex: none; width: 6px; height: 6px; border-radius: 50%; background: currentColor; }
.chip span { overflow: hidden; text-overflow: ellipsis; }
.chip:hover { border-color: currentColor; }
.topic .chip { color: var(--warm); background: var(--warm-wash); }
.category .chip { color: var(--plain); background: var(--plain-wash); }
.possible .chip { border: 1px dashed currentColor; background: var(--raised); }
.tight .chip { padding: 0 6px; }
.tight .chip span { display: none; }
.star { flex: none; width: 24px; height: 24px; border-radius: 6px; font-size: 15px; line-height: 24px; text-align: center; color: var(--muted); }
.star:hover { color: var(--warm); }
.star.saved { color: var(--warm); }
.corner { background: var(--raised); border: 1px solid var(--line); border-radius: 99px; height: 28px; padding: 0 2px; box-shadow: 0 1px 4px rgb(0 0 0 / .18); }
.under, .dot { position: absolute; top: 0; left: 0; z-index: 1; pointer-events: none; }
.under { height: 2px; background: var(--accent); }
.under.possible { height: 0; border-top: 2px dashed var(--accent); background: none; }
.dot { width: 6px; height: 6px; border-radius: 50%; background: var(--accent); }
.frame { position: absolute; top: 0; left: 0; z-index: 1; pointer-events: none; border-radius: 8px; outline: 2px solid var(--accent) !important; outline-offset: 0; }

.bar { position: fixed; right: 16px; bottom: 16px; z-index: 2147483647; display: flex; flex-direction: column-reverse; width: max-content; max-width: min(460px, calc(100% - 32px)); background: var(--raised); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 4px 18px rgb(0 0 0 / .18); font-size: 13px; }
.bar .now { display: flex; align-items: center; gap: 2px 6px; padding: 6px 6px 6px 12px; min-height: 40px; }
.bar .radar { flex: none; width: 12px; height: 12px; border: 2px solid var(--accent); border-radius: 50%; background: radial-gradient(circle, var(--accent) 0 2px, transparent 2.6px); margin-inline-end: 2px; }
.bar .now.two { flex-wrap: wrap; }
.bar .two .count { flex: 1 1 0; }
.bar .break { flex: 0 0 100%; }
.bar .two #related { margin-inline-start: 10px; }
.bar .count { margin-inline-end: auto; padding-inline-end: 6px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; min-width: 0; }
.bar .at { color: var(--muted); margin-inline-start: 6px; white-space: nowrap; }
.bar button { height: 28px; min-width: 28px; padding: 0 8px; border-radius: 7px; color: var(--accent); font-weight: 600; }
.bar button:hover { background: var(--accent-wash); }
.bar button.quiet { color: var(--muted); font-size: 15px; font-weight: 400; padding: 0; }
.bar .more { border-bottom: 1px solid var(--line); padding: 10px 12px; }
.bar .more + .more { border-bottom: 1px solid var(--line); }
.bar .told { display: flex; align-items: center; gap: 8px; padding: 5px 6px 5px 12px; }
.bar .told p { flex: 1; min-width: 0; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; overflow-wrap: anywhere; }
.bar .told.trouble p { color: var(--danger); }
.bar dl { display: grid; grid-template-columns: max-content 1fr; gap: 5px 12px; margin-bottom: 6px; }
.bar dd { color: var(--muted); }
.bar .off { margin-inline-start: -8px; }
@media (max-width: 480px) { .bar { right: 8px; bottom: 8px; max-width: calc(100% - 16px); } }
kbd { display: inline-block; min-width: 20px; font: 11px/16px ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; text-align: center; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0 5px; }
@media (forced-colors: active) { .chip, .bar { border-color: CanvasText; } .under, .dot { background: Highlight; } }
`;

  /** Elements without HTML: text goes in as text. @type {MarkParts["el"]} */
  paperRadarMarks.el = (name, properties, ...children) => {
    const [tag, ...classes] = name.split('.');
    const element = document.createElement(String(tag));
    element.className = classes.join(' ');
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (typeof value === 'function') {
        // What the page's own scripts do is no reader's doing.
        element.addEventListener(key.slice(2), (event) => event.isTrusted && value(event));
      } else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
    }
    element.append(...children);
    return element;
  };

  paperRadarMarks.layer = (language) => {
    const host = paperRadarMarks.el('paper-radar-marks');
    const inside = paperRadarMarks.el('div.inside', { lang: language });
    const root = host.attachShadow({ mode: 'closed' });
    root.append(paperRadarMarks.el('style', null, STYLE), inside);
    host.removeAttribute('class');
    document.documentElement.append(host);
    return { host, inside, suit: () => inside.classList.toggle('dark', isDark(document.body)) };
  };

  /** Does the page lie dark behind this element? @param {Element | null} element */
  const isDark = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      const [red = 0, green = 0, blue = 0, alpha = 1] = (backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
      const told = /^rgb/.test(backgroundColor) && alpha > 0.5;
      if (told) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
    }
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return /dark/.test(scheme) && (!/light/.test(scheme) || matchMedia('(prefers-color-scheme: dark)').matches);
  };

  /** In slices, between which the page goes on. @type {MarkParts["sliced"]} */
  paperRadarMarks.sliced = async (list, each, goesOn) => {
    let began = performance.now();
    for (const one of list) {
      if (performance.now() - began > SLICE) {
        await rest();
        if (!goesOn()) return;
        began = performance.now();
      }
      each(one);
    }
  };

  // Chromium's own way comes back before other tasks; a timer waits a second in a tab behind.
  const rest = () =>
    /** @type {any} */ (globalThis).scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
})();
