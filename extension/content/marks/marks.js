/**
 * @file Marks in the page: shows what the background sends, tells it what the reader does, and takes everything away.
 *
 * The background runs the files of this folder, this one last, and sends `{type: 'marks', marks: Marks | null}`, which
 * is answered with true; running them again is harmless. `{type: 'act', act, key}` goes back, and the answer is
 * `{ok: true, said?}` (`said`: a sentence for the bar, such as that the save waits) or `{trouble: {title, hint}}`.
 * `restore` comes for a key that `dismiss` took out of the answer, and `save` after `unsave` brings back what was removed,
 * tags and note included: both are undo. The words are named in background/mark-words.js; `{…}` in them is filled in here.
 */
/* global paperRadarMarks */

(() => {
  if (paperRadarMarks.alive?.()) return; // run once more by the background although we are well
  paperRadarMarks.end?.(); // what a former version of the extension left

  const ATTENTIVE = 120; // ms in which a page that redraws itself is left alone
  const FEW = 200; // marks that are put in their places within a frame

  /** @typedef {{saved?: boolean, gone?: boolean, settled: boolean}} Doing what the reader did to a paper and the marks do not say yet */

  /** @param {Marks} marks @param {Site} site */
  const begin = (marks, site) => {
    /** @type {Map<string, Doing>} */
    const doings = new Map();
    const where = bare(location.href);
    let only = false;
    let hidden = false;
    let waiting = 0;

    /** @type {Say} */
    const say = (name, values = {}) =>
      (marks.words[name] ?? '').replace(/\{(\w+)\}/g, (whole, value) => String(values[value] ?? whole));
    /** @param {number} value */
    const number = (value) => new Intl.NumberFormat(marks.language).format(value);

    for (const left of document.querySelectorAll('paper-radar-marks')) left.remove(); // by an extension that is no more
    const layer = paperRadarMarks.layer(marks.language);
    const rows = paperRadarMarks.rows(layer, site, say, (what, key) => void act(what, key));
    const bar = paperRadarMarks.bar(layer, say, {
      only: () => void toggleOnly(),
      hide: () => {
        hidden = true;
        redraw();
        bar.tell(say('hidden'), { button: say('off'), press: () => void act('hide', '') });
      },
      off: () => void act('hide', ''),
      popup: () => void act('popup', ''),
      star: () => star(marks.papers[0]),
    });

    /** The papers as the reader left them. */
    const papers = () =>
      marks.papers
        .filter(({ key }) => !doings.get(key)?.gone)
        .map((paper) => ({ ...paper, saved: doings.get(paper.key)?.saved ?? paper.saved }));

    const isPaper = () => marks.kind === 'paper';
    const gone = () => marks.papers.filter(({ key, reasons }) => reasons.length && doings.get(key)?.gone).length;

    const redraw = () => {
      const page = papers()[0];
      const hits = marks.hits - gone();
      const why = page?.reasons.length ? say('why', { reasons: paperRadarMarks.reasonsOf(page, say) }) : '';
      const worth = isPaper() ? Boolean(why || marks.related) : marks.hits > 0;
      const { at, of } = rows.place();
      bar.show(
        worth && !hidden
          ? {
              kind: marks.kind,
              count: isPaper() ? why : say('count', { hits: number(hits), rows: number(marks.rows) }),
              at: at ? `${number(at)} / ${number(of)}` : '',
              only,
              canHide: !isPaper(),
              paper: isPaper() && page ? page : null,
              related: isPaper() && marks.related ? say('related') : '',
            }
          : null,
      );
    };

    const show = async () => {
      await rows.show(papers(), isPaper());
      redraw();
    };

    /** @param {Marks} newer */
    const update = async (newer) => {
      // Sent before the reader's last act was heard of, perhaps: what they are taking back stays meanwhile.
      const back = marks.papers.filter(({ key }) => {
        const doing = doings.get(key);
        return doing?.gone === false && !doing.settled && !newer.papers.some((paper) => paper.key === key);
      });
      marks = { ...newer, papers: [...newer.papers, ...back] };
      layer.inside.lang = marks.language;
      for (const [key, doing] of doings) if (doing.settled) doings.delete(key);
      await show();
    };

    const toggleOnly = async () => {
      only = !only;
      redraw();
      await rows.showOnly(only);
      redraw();
    };

    /** @param {Act} what @param {string} key @returns {Promise<boolean>} whether it was done */
    const act = async (what, key) => {
      const changes = what !== 'brief' && what !== 'popup' && what !== 'hide';
      const before = changes ? doings.get(key) : undefined;
      if (before && !before.settled) return false; // one after the other; what only opens need not wait for it
      /** @type {Doing | null} */
      const doing =
        what === 'save' || what === 'unsave'
          ? { ...before, saved: what === 'save', settled: false }
          : what === 'dismiss' || what === 'restore'
            ? { ...before, gone: what === 'dismiss', settled: false }
            : null;
      const title = marks.papers.find((paper) => paper.key === key)?.title ?? '';
      if (doing) {
        doings.set(key, doing);
        void show();
      }
      const answer = await sent(what, key);
      if (doing) doing.settled = true;
      if (answer?.ok) {
        if (answer.said) bar.tell(String(answer.said));
        else if (what === 'save') bar.tell(say('saved'));
        else if (what === 'unsave') bar.tell(say('unsaved'), undoBy('save', key));
        else if (what === 'dismiss') bar.tell(say('dismissed', { title }), undoBy('restore', key));
        return true;
      }
      if (doing && doings.get(key) === doing) {
        if (before) doings.set(key, before);
        else doings.delete(key);
        void show();
      }
      const trouble = [answer?.trouble?.title, answer?.trouble?.hint].filter(Boolean).join(' ');
      bar.tell(trouble || say('failed'), { trouble: true });
      return false;
    };

    /** @param {Act} what @param {string} key */
    const undoBy = (what, key) => ({ button: say('undo'), press: () => void act(what, key) });

    /** @param {MarkedPaper | undefined} paper */
    const star = (paper) => {
      const now = papers().find(({ key }) => key === paper?.key);
      if (now) void act(now.saved ? 'unsave' : 'save', now.key);
    };

    /** The paper that a key is for; on a listing the reader walks to one first. */
    const chosen = () => {
      if (isPaper()) return papers()[0];
      const paper = rows.walked();
      if (!paper) walk(1);
      return paper ?? undefined;
    };

    /** @param {1 | -1} by */
    const walk = (by) => {
      rows.step(by);
      redraw();
    };

    const dismiss = () => {
      const paper = chosen();
      if (!paper) return;
      rows.step(1); // to the next one, before this one goes
      if (rows.walked()?.key === paper.key) rows.step(-1);
      void act('dismiss', paper.key);
    };

    const leave = () => {
      if (bar.closeKeys()) return;
      rows.leave();
      redraw();
    };

    const help = () => {
      if (hidden) {
        hidden = false;
        redraw();
      } else bar.toggleKeys();
    };

    /** @type {Record<string, () => void>} */
    const common = { s: () => star(chosen()), b: () => brief(chosen()), '?': help };
    /** @param {MarkedPaper | undefined} paper */
    const brief = (paper) => paper && void act('brief', paper.key);
    const listing = { j: () => walk(1), k: () => walk(-1), x: dismiss, Escape: leave };
    const endKeys = paperRadarMarks.listenToKeys(isPaper() ? common : { ...common, ...listing }, layer.host);

    // Whatever moves the rows moves the marks; none of it is told by one event alone.
    const later = () => {
      waiting ||= Number(
        setTimeout(() => {
          waiting = 0;
          void rows.relay();
        }, ATTENTIVE),
      );
    };
    // A few marks go along at once, in the frame that moves them.
    const moved = () => (marks.papers.length > FEW ? later() : void rows.relay());
    const sizes = new ResizeObserver(moved);
    sizes.observe(document.body);
    addEventListener('resize', moved);
    document.addEventListener('load', later, true); // images
    const suit = () => layer.suit();
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', suit);
    const looks = new MutationObserver(suit);
    looks.observe(document.documentElement, { attributeFilter: ['class', 'style', 'data-theme'] });
    const cards = new MutationObserver(later);
    if (site.changes) cards.observe(document.body, { childList: true, subtree: true });

    // Another page in the same document: its marks come when the service knows of it.
    const left = () => {
      if (bare(location.href) !== where) end();
    };
    const navigation = /** @type {any} */ (globalThis).navigation;
    navigation?.addEventListener('currententrychange', left);
    addEventListener('popstate', left);

    const end = () => {
      current = null;
      clearTimeout(waiting);
      endKeys();
      sizes.disconnect();
      looks.disconnect();
      scheme.removeEventListener('change', suit);
      cards.disconnect();
      removeEventListener('resize', moved);
      document.removeEventListener('load', later, true);
      navigation?.removeEventListener('currententrychange', left);
      removeEventListener('popstate', left);
      rows.end();
      bar.end();
      layer.host.remove();
    };

    void show();
    return { where, kind: marks.kind, update, end };
  };

  /** @type {ReturnType<typeof begin> | null} */
  let current = null;

  /** @param {Act} act @param {string} key @returns {Promise<any>} */
  const sent = async (act, key) => {
    try {
      return await chrome.runtime.sendMessage({ type: 'act', act, key });
    } catch {
      return null; // the extension is being reloaded
    }
  };

  /** @param {string} href */
  const bare = (href) => href.replace(/#.*$/, '');

  paperRadarMarks.alive = () => {
    try {
      return Boolean(chrome.runtime?.id);
    } catch {
      return false;
    }
  };
  paperRadarMarks.end = () => current?.end();

  chrome.runtime.onMessage.addListener((message, sender, answer) => {
    if (sender.id !== chrome.runtime.id || message?.type !== 'marks') return false;
    answer(true); // heard: these files run here
    /** @type {Marks | null} */
    const marks = message.marks;
    if (!marks || current?.where !== bare(location.href) || current.kind !== marks.kind) current?.end();
    const site = paperRadar.sites.find((known) => known.here(location));
    if (!marks || !site || bare(marks.url) !== bare(location.href)) return false; // too late: another page by now
    if (current) void current.update(marks);
    else current = begin(marks, site);
    return false;
  });
})();
