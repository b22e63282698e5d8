/** @file The only file with chrome.*: what the extension needs of the browser, each under a name of its own. */

const browser = /** @type {typeof chrome} */ (/** @type {any} */ (globalThis).browser ?? globalThis.chrome);

// -- storage: `local` survives the browser, `session` survives the service worker

/** @type {(name: string) => Promise<any>} */
export const readLocal = async (name) => (await browser.storage.local.get(name))[name];
/** @type {(values: Record<string, unknown>) => Promise<void>} */
export const writeLocal = (values) => browser.storage.local.set(values);
/** @type {(names: string | string[]) => Promise<void>} */
export const removeLocal = (names) => browser.storage.local.remove(names);
/** @type {(name: string) => Promise<any>} */
export const readSession = async (name) => (await browser.storage.session.get(name))[name];
/** @type {() => Promise<Record<string, any>>} */
export const readWholeSession = () => browser.storage.session.get(null);
/** @type {(values: Record<string, unknown>) => Promise<void>} */
export const writeSession = (values) => browser.storage.session.set(values);
/** @type {(name: string) => Promise<void>} */
export const removeSession = (name) => browser.storage.session.remove(name);

/** Keep content scripts from the token. Firefox below 145 has no such switch; there they get no storage code to run. */
export async function keepStorageFromPages() {
  await browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}

/**
 * Hear of changes in one area.
 * @param {"local" | "session"} area
 * @param {(changes: Record<string, {oldValue?: any, newValue?: any}>) => void} listener
 */
export function onStored(area, listener) {
  browser.storage.onChanged.addListener((changes, where) => {
    if (where === area) listener(changes);
  });
}

// -- messages

/** @type {(message: object) => Promise<any>} */
export const send = (message) => browser.runtime.sendMessage(message);
/** @type {(tabId: number, message: object) => Promise<any>} */
export const sendToTab = (tabId, message) => browser.tabs.sendMessage(tabId, message, { frameId: 0 });

/**
 * Answer messages. The listener gives a promise of the answer, or undefined for what is not its business.
 * @param {(message: any, sender: chrome.runtime.MessageSender) => Promise<any> | undefined} listener
 */
export function onMessage(listener) {
  browser.runtime.onMessage.addListener((message, sender, answer) => {
    const promise = listener(message, sender);
    promise?.then(answer, (/** @type {unknown} */ error) => answer({ failed: String(error) }));
    return promise !== undefined;
  });
}

/** The extension's own id and address. */
export const ownId = () => browser.runtime.id;
/** @type {(path?: string) => string} */
export const ownAddress = (path = '') => browser.runtime.getURL(path);

// -- tabs

/** The tab in front, in the window that was used last. Its url is known only where a permission gives it. */
export async function tabInFront() {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab;
}
/** The tab in front of one window. @param {number} windowId */
export const tabInWindow = async (windowId) => (await browser.tabs.query({ active: true, windowId }))[0];
/** The window that a page of ours, or the panel, stands in. */
export const ownWindow = async () => (await browser.windows.getCurrent()).id ?? -1;
/** @type {() => Promise<chrome.tabs.Tab[]>} */
export const allTabs = () => browser.tabs.query({});
/** @type {(tabId: number) => Promise<chrome.tabs.Tab>} */
export const tabOf = (tabId) => browser.tabs.get(tabId);
/** @type {(url: string) => Promise<unknown>} */
export const openTab = (url) => browser.tabs.create({ url });
/** @type {(url: string) => Promise<unknown>} */
export const openWindow = (url) => browser.windows.create({ url });
/**
 * Show a page of ours: the tab that shows it already comes to the front, and goes to the address only where it is told one.
 * @param {string} path @param {string} [search] "?q=…"
 */
export async function openPage(path, search = '') {
  const address = browser.runtime.getURL(path);
  const tabs = await browser.tabs.query({});
  const there = tabs.find(({ url }) => url?.startsWith(address));
  if (there?.id === undefined) return void (await openTab(address + search));
  await browser.tabs.update(there.id, { active: true, ...(search && { url: address + search }) });
  await browser.windows.update(there.windowId, { focused: true });
}
export const openOptions = () => browser.runtime.openOptionsPage();

/** @param {(tabId: number, change: {url?: string, status?: string}, tab: chrome.tabs.Tab) => void} listener */
export const onTabUpdated = (listener) => browser.tabs.onUpdated.addListener(listener);
/** @param {(tabId: number) => void} listener */
export const onTabClosed = (listener) => browser.tabs.onRemoved.addListener((tabId) => listener(tabId));
/** @param {(tabId: number, windowId: number) => void} listener */
export const onTabShown = (listener) =>
  browser.tabs.onActivated.addListener(({ tabId, windowId }) => listener(tabId, windowId));

/**
 * Run our own files in a page, where a host permission or the user's click allows it.
 * @param {number} tabId
 * @param {string[]} files
 */
export const runInPage = (tabId, files) => browser.scripting.executeScript({ target: { tabId }, files });

/**
 * What a function of ours says in a frame of a page; undefined where no script may run.
 * @template {any[]} A
 * @template T
 * @param {number} tabId
 * @param {number} frameId
 * @param {(...given: A) => T} read takes nothing from around it
 * @param {A} given
 * @returns {Promise<T | undefined>}
 */
export async function readInPage(tabId, frameId, read, ...given) {
  const target = { tabId, frameIds: [frameId] };
  const func = /** @type {(...given: any[]) => any} */ (read);
  const [done] = await browser.scripting.executeScript({ target, func, args: given }).catch(() => []);
  return /** @type {T | undefined} */ (done?.result);
}

// -- the toolbar button

/**
 * @param {number | undefined} tabId undefined: on every tab that has none of its own
 * @param {string} text
 * @param {string} color
 * @param {string} title
 */
export async function showBadge(tabId, text, color, title) {
  const where = tabId === undefined ? {} : { tabId };
  await Promise.all([
    browser.action.setBadgeBackgroundColor({ ...where, color }),
    browser.action.setBadgeTextColor?.({ ...where, color: '#ffffff' }),
    browser.action.setBadgeText({ ...where, text }),
    browser.action.setTitle({ ...where, title }),
  ]);
}

/**
 * Show the popup over the tab in front; where the browser does not let us, in a window of its own.
 * @param {number} tabId
 * @param {number} windowId
 */
export async function openPopup(tabId, windowId) {
  try {
    await browser.action.openPopup({ windowId });
  } catch {
    const url = ownAddress(`popup/popup.html?tab=${tabId}`);
    await browser.windows.create({ url, type: 'popup', width: 436, height: 680 });
  }
}

/** What stands beside the page: Chromium and Firefox each have a name of their own for it. */
function besides() {
  /** @typedef {{open?: (where?: object) => Promise<void>}} Beside */
  const { sidePanel, sidebarAction } = /** @type {any} */ (browser);
  return /** @type {Record<string, Beside | undefined>} */ ({ sidePanel, sidebarAction });
}

/** Whether the browser has room of ours beside the page. */
export const hasPanel = () => Object.values(besides()).some((one) => one?.open);

/** Show the popup's content beside the pages; must be the first thing after a click. @param {number} windowId */
export async function openPanel(windowId) {
  const { sidePanel, sidebarAction } = besides();
  await (sidePanel?.open ? sidePanel.open({ windowId }) : sidebarAction?.open?.());
}

// -- notifications, of which there are none until the reader allows them

/** The same id again takes the former's place. @param {string} id @param {string} title @param {string} message plain text, lines */
export async function notify(id, title, message) {
  const iconUrl = browser.runtime.getURL('icons/radar-128.png');
  await browser.notifications.create(id, { type: 'basic', iconUrl, title, message });
}

/** Hear of presses, also where they are allowed only later. It is taken away. @param {(id: string) => void} listener */
export function onNotificationPressed(listener) {
  let listens = false;
  const listen = () => {
    if (listens || !browser.notifications) return;
    listens = true;
    browser.notifications.onClicked.addListener((id) => {
      void browser.notifications.clear(id);
      listener(id);
    });
  };
  listen();
  browser.permissions.onAdded?.addListener(listen);
}

// -- alarms and menus

/** @type {(name: string, minutes: number) => Promise<void> | void} */
export const setAlarm = (name, minutes) => browser.alarms.create(name, { delayInMinutes: minutes });
/** @param {(name: string) => void} listener */
export const onAlarm = (listener) => browser.alarms.onAlarm.addListener(({ name }) => listener(name));
/** @param {(details: {reason: string}) => void} listener */
export const onInstalled = (listener) => browser.runtime.onInstalled.addListener(listener);

/** The browser starts, which wakes the worker. @param {() => void} listener */
export const onStartup = (listener) => browser.runtime.onStartup.addListener(listener);
/** A shortcut. @param {(name: string, tab?: chrome.tabs.Tab) => void} listener */
export const onCommand = (listener) => browser.commands.onCommand.addListener(listener);
/** The keys of a command as they are now, "" if it has none. @param {string} name */
export const keysOf = async (name) =>
  (await browser.commands.getAll()).find((command) => command.name === name)?.shortcut ?? '';

/** @param {chrome.contextMenus.CreateProperties[]} items */
export async function setMenu(items) {
  await browser.contextMenus.removeAll();
  for (const item of items) browser.contextMenus.create(item);
}
/** @param {(info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab) => void} listener */
export const onMenu = (listener) => browser.contextMenus.onClicked.addListener(listener);

// -- permissions and language

/** @type {(origin: string) => Promise<boolean>} */
export const mayReach = (origin) => browser.permissions.contains({ origins: [origin] });
/** Asks the user; must be the first thing after a click. @type {(origin: string) => Promise<boolean>} */
export const askToReach = (origin) => browser.permissions.request({ origins: [origin] });
const NOTIFY = /** @type {chrome.permissions.Permissions} */ ({ permissions: ['notifications'] });
/** @type {() => Promise<boolean>} */
export const mayNotify = () => browser.permissions.contains(NOTIFY);
/** Asks the user; must be the first thing after a click. @type {() => Promise<boolean>} */
export const askToNotify = () => browser.permissions.request(NOTIFY);
/** @type {(name: string, values?: string[]) => string} */
export const browserMessage = (name, values) => browser.i18n.getMessage(name, values);
