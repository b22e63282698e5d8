// A browser of our own: the part of chrome.* that the extension uses, in memory. Import it before the code under test.
import { readFileSync } from 'node:fs';

/** The place among the badges for those tabs that have none of their own. */
export const EVERYWHERE = -1;
const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

/** @template {any[]} A */
class FakeEvent {
  constructor() {
    /** @type {((...args: A) => any)[]} */
    this.listeners = [];
  }

  /** @param {(...args: A) => any} listener */
  addListener(listener) {
    this.listeners.push(listener);
  }

  /** @param {A} args */
  emit(...args) {
    return this.listeners.map((listener) => listener(...args));
  }
}

/** Storage as the browser has it: values are copies, and must be JSON. */
class FakeArea {
  /** @param {string} name @param {FakeEvent<[any, string]>} changed */
  constructor(name, changed) {
    this.name = name;
    this.changed = changed;
    /** @type {Record<string, any>} */
    this.values = {};
    /** @type {any} */
    this.level = null;
  }

  /** @param {string | null} name */
  async get(name) {
    const found = name === null ? this.values : name in this.values ? { [name]: this.values[name] } : {};
    return structuredClone(found);
  }

  /** @param {Record<string, any>} values */
  async set(values) {
    const copied = JSON.parse(JSON.stringify(values));
    const changes = Object.fromEntries(
      Object.entries(copied).map(([name, newValue]) => [name, { oldValue: this.values[name], newValue }]),
    );
    Object.assign(this.values, copied);
    this.changed.emit(changes, this.name);
  }

  /** @param {string | string[]} names */
  async remove(names) {
    for (const name of [names].flat()) delete this.values[name];
  }

  /** @param {any} level */
  async setAccessLevel(level) {
    this.level = level;
  }
}

/**
 * @typedef {object} FakeTab
 * @property {number} id
 * @property {string} [url]
 * @property {number} [windowId]
 * @property {boolean} [active]
 * @property {((message: any) => any)} [content] the content script that runs there, if one does
 * @property {((message: any) => any)} [injected] what runs there once our files were run in it
 * @property {((name: string, ...given: any[]) => any)} [says] what a function of ours of that name says there
 */

/** @param {string} language "en" or "zh_CN" */
const messagesOf = (language) =>
  JSON.parse(readFileSync(new URL(`../../extension/_locales/${language}/messages.json`, import.meta.url), 'utf8'));

export function createFakeChrome() {
  const changed = /** @type {FakeEvent<[any, string]>} */ (new FakeEvent());
  const fake = {
    /** @type {FakeTab[]} */
    tabs: [],
    /** @type {Record<number, {text: string, title: string}>} */
    badges: {},
    /** @type {Record<string, number>} */
    alarms: {},
    /** @type {Set<string>} */
    permissions: new Set(),
    /** @type {any[]} */
    menu: [],
    /** What was opened, in order. @type {string[]} */
    opened: [],
    mayOpenPopup: true,
    /** What pages told the background. @type {any[]} */
    sent: [],
    /** What was shown, in order. @type {{id: string, title: string, message: string}[]} */
    notifications: [],
    /** What the reader says when the browser asks them. */
    allows: true,
    language: 'en',
    messages: messagesOf('en'),
    /** @param {"en" | "zh_CN"} language the browser's own */
    speak(language) {
      fake.language = language;
      fake.messages = messagesOf(language);
    },
    local: new FakeArea('local', changed),
    session: new FakeArea('session', changed),
    events: {
      message: new FakeEvent(),
      updated: new FakeEvent(),
      removed: new FakeEvent(),
      activated: new FakeEvent(),
      alarm: new FakeEvent(),
      installed: new FakeEvent(),
      startup: new FakeEvent(),
      command: new FakeEvent(),
      menu: new FakeEvent(),
      allowed: new FakeEvent(),
      pressed: new FakeEvent(),
    },
    origin: ORIGIN,
    /** The worker dies: memory is the test's to renew; the browser keeps the session. */
    restart() {
      fake.local.values = {};
      fake.session.values = {};
      fake.tabs = [];
      fake.badges = {};
      fake.alarms = {};
      fake.opened = [];
      fake.mayOpenPopup = true;
      fake.notifications = [];
      fake.sent = [];
      fake.allows = true;
    },
  };
  /** @param {number} id */
  const tab = (id) => {
    const found = fake.tabs.find((one) => one.id === id);
    if (!found) throw new Error(`No tab with id: ${id}.`);
    return found;
  };
  /** @param {number} id @param {{text?: string, title?: string}} values */
  const badge = (id, values) => {
    if (id !== EVERYWHERE) tab(id);
    fake.badges[id] = { ...(fake.badges[id] ?? { text: '', title: '' }), ...values };
  };
  const chrome = {
    storage: { local: fake.local, session: fake.session, onChanged: changed },
    runtime: {
      id: ORIGIN.slice(19),
      getURL: (/** @type {string} */ path) => `${ORIGIN}/${path}`,
      getManifest: () => ({ version: '0.1.0' }),
      onMessage: fake.events.message,
      sendMessage: async (/** @type {any} */ message) => void fake.sent.push(message),
      onInstalled: fake.events.installed,
      onStartup: fake.events.startup,
      openOptionsPage: async () => {},
    },
    tabs: {
      query: async (/** @type {{active?: boolean, windowId?: number}} */ { active, windowId }) =>
        fake.tabs.filter((one) => (!active || one.active) && (windowId ?? one.windowId) === one.windowId),
      get: async (/** @type {number} */ id) => tab(id),
      create: async (/** @type {{url: string}} */ { url }) => void fake.opened.push(url.replace(ORIGIN, '')),
      sendMessage: async (/** @type {number} */ id, /** @type {any} */ message) => {
        const { content } = tab(id);
        if (!content) throw new Error('Could not establish connection. Receiving end does not exist.');
        return content(message);
      },
      onUpdated: fake.events.updated,
      onRemoved: fake.events.removed,
      onActivated: fake.events.activated,
    },
    scripting: {
      executeScript: async (/** @type {{target: {tabId: number}, func?: Function, args?: any[]}} */ how) => {
        const { target, func, args = [] } = how;
        const found = tab(target.tabId);
        if (func) return [{ result: found.says?.(func.name, ...args) }];
        if (!found.injected) throw new Error('Cannot access contents of the page.');
        found.content = found.injected;
        return [{}];
      },
    },
    action: {
      setBadgeText: async (/** @type {any} */ { tabId = EVERYWHERE, text }) => badge(tabId, { text }),
      setTitle: async (/** @type {any} */ { tabId = EVERYWHERE, title }) => badge(tabId, { title }),
      setBadgeBackgroundColor: async () => {},
      setBadgeTextColor: async () => {},
      openPopup: async (/** @type {{windowId: number}} */ { windowId }) => {
        if (!fake.mayOpenPopup) throw new Error('Could not find an active browser window.');
        fake.opened.push(`popup over window ${windowId}`);
      },
    },
    windows: {
      getCurrent: async () => ({ id: 1 }),
      create: async (/** @type {{url: string}} */ { url }) => void fake.opened.push(url.replace(ORIGIN, '')),
    },
    alarms: {
      create: async (/** @type {string} */ name, /** @type {{delayInMinutes: number}} */ when) => {
        fake.alarms[name] = when.delayInMinutes;
      },
      onAlarm: fake.events.alarm,
    },
    contextMenus: {
      removeAll: async () => {
        fake.menu = [];
      },
      create: (/** @type {any} */ item) => fake.menu.push(item),
      onClicked: fake.events.menu,
    },
    commands: {
      getAll: async () => [{ name: 'save-page', shortcut: 'Alt+Shift+S' }],
      onCommand: fake.events.command,
    },
    permissions: {
      contains: async (/** @type {{origins?: string[], permissions?: string[]}} */ { origins = [], permissions = [] }) =>
        [...origins, ...permissions].every((one) => fake.permissions.has(one)),
      request: async (/** @type {{permissions?: string[]}} */ { permissions = [] }) => {
        if (!fake.allows) return false;
        for (const one of permissions) fake.permissions.add(one);
        return true;
      },
      onAdded: fake.events.allowed,
    },
    notifications: {
      create: async (/** @type {string} */ id, /** @type {any} */ { title, message }) => {
        fake.notifications.push({ id, title, message });
      },
      clear: async () => true,
      onClicked: fake.events.pressed,
    },
    i18n: {
      getMessage: (/** @type {string} */ name, /** @type {string[]} */ values = []) =>
        (fake.messages[name]?.message ?? '').replace(
          /\$(\d)/g,
          (/** @type {string} */ _, /** @type {string} */ place) => values[Number(place) - 1] ?? '',
        ),
    },
  };
  return { fake, chrome };
}

const made = createFakeChrome();
export const fake = made.fake;
/** @type {any} */ (globalThis).chrome = made.chrome;
