/** @file What the popup knows of the page in one tab. Beside the pages it keeps that of each tab it has shown: what is typed stays. */

/** @typedef {"related" | "page" | "brief" | "library"} TabName */

const MOST = 12; // tabs

/** @param {chrome.tabs.Tab | undefined} tab */
export const freshView = (tab) => ({
  tab,
  record: /** @type {PageRecord | null} */ (null),
  related: /** @type {Related | null} */ (null),
  offset: 0, // of the batch the reader wants, which may be on its way
  chosen: /** @type {TabName} */ ('related'),
  briefOf: '', // key of the paper of a listing whose brief is shown
  following: false,
  opened: /** @type {Set<string>} */ (new Set()), // ids of what is unfolded
  brief: /** @type {import('./brief.js').BriefPane | null} */ (null),
  form: /** @type {import('./save-form.js').SaveForm | null} */ (null),
  own: /** @type {import('./own-part.js').OwnPart | null} */ (null),
  turn: 0, // of pages in this tab: what was asked for the one before comes too late
  told: false, // what is shown came by itself, while the page was on its way
  looking: 0, // questions under way
});

/** @typedef {ReturnType<typeof freshView>} View */

/** Another page came into the tab. @param {View} view @param {PageRecord} record */
export function turnTo(view, record) {
  const chosen = view.chosen === 'library' ? view.chosen : 'related';
  view.brief?.close();
  const fresh = { brief: null, briefOf: '', form: null, own: null, following: false, offset: 0, chosen };
  Object.assign(view, fresh, { record, opened: new Set() });
}

/** The views of the tabs that were shown last. */
export function createViews() {
  /** @type {Map<number, View>} */
  const views = new Map();

  /** @param {number} tabId */
  function forget(tabId) {
    views.get(tabId)?.brief?.close();
    views.delete(tabId);
  }

  /** @param {chrome.tabs.Tab & {id: number}} tab */
  function of(tab) {
    const view = views.get(tab.id) ?? freshView(tab);
    view.tab = tab;
    views.delete(tab.id);
    views.set(tab.id, view);
    const [oldest] = views.keys();
    if (views.size > MOST && oldest !== undefined) forget(oldest);
    return view;
  }

  return { of, forget };
}
