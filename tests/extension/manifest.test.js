import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../extension/', import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8'));
/** @type {string[]} */
const FILES = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)));
const SCRIPTS = FILES.filter((file) => file.endsWith('.js'));
/** @param {string} file */
const read = (file) => readFileSync(join(ROOT, file), 'utf8');

test('the id is fixed by the key, so that the service can know its extension', () => {
  const digest = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32);
  const id = [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
  assert.equal(id, readFileSync(new URL('../fixtures/extension-id.txt', import.meta.url), 'utf8').trim());
});

test('it asks for no more than it needs', () => {
  const needed = ['activeTab', 'alarms', 'contextMenus', 'scripting', 'sidePanel', 'storage'];
  assert.deepEqual(manifest.permissions.toSorted(), needed);
  assert.deepEqual(manifest.optional_permissions, ['notifications'], 'asked for when the reader wants it');
  for (const host of manifest.host_permissions)
    assert.match(host, /^https:\/\/(?:(?:www\.|export\.)?arxiv\.org|huggingface\.co)\/\*$|^http:\/\/127\.0\.0\.1\/\*$/);
  assert.equal(manifest.web_accessible_resources, undefined);
});

test('its own pages may run their own scripts and reach loopback, nothing else', () => {
  assert.equal(
    manifest.content_security_policy.extension_pages,
    "script-src 'self'; object-src 'self'; connect-src 'self' http://127.0.0.1:* http://localhost:*",
  );
});

test('every file that the manifest and the pages name is there', () => {
  const named = [
    ...manifest.content_scripts.flatMap((/** @type {{js: string[]}} */ script) => script.js),
    manifest.background.service_worker,
    manifest.action.default_popup,
    manifest.side_panel.default_path,
    manifest.sidebar_action.default_panel,
    manifest.options_ui.page,
    ...Object.values(manifest.icons),
  ];
  for (const page of FILES.filter((file) => file.endsWith('.html'))) {
    for (const [, path] of read(page).matchAll(/(?:href|src)="([^"#]+)"/g))
      named.push(join(dirname(page), String(path)));
  }
  assert.deepEqual(
    named.filter((file) => !existsSync(join(ROOT, file))),
    [],
  );
});

test('arrows point one way: shared knows nobody, the background only shared, the pages both; content scripts import nothing', () => {
  /** @type {Record<string, string[]>} */
  const may = {
    shared: ['shared'],
    background: ['shared', 'background'],
    popup: ['shared', 'background/service-client.js', 'popup'],
    options: ['shared', 'background/service-client.js', 'options'],
    library: ['shared', 'background/service-client.js', 'library'],
    briefs: ['shared', 'background/service-client.js', 'briefs'],
    feed: ['shared', 'background/service-client.js', 'feed'],
    content: [],
  };
  const wrong = SCRIPTS.flatMap((file) =>
    [...read(file).matchAll(/^(?:import|export)\b[^;]*?from\s+'([^']+)'|^void import\('([^']+)'\)/gm)]
      .map(([, path, later]) => relative(ROOT, resolve(ROOT, dirname(file), String(path ?? later))))
      .filter((target) => !may[String(file.split('/')[0])]?.some((place) => target.startsWith(place)))
      .map((target) => `${file} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('only one file touches the browser’s API; content scripts use no more of it than messages', () => {
  for (const file of SCRIPTS) {
    const uses = [
      ...read(file)
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
        .matchAll(/(?<!\/)\b(?:chrome|browser)\.(\w+)/g),
    ].map(([, part]) => part);
    if (file.startsWith('content/'))
      assert.deepEqual(
        uses.filter((part) => part !== 'runtime'),
        [],
        file,
      );
    else if (file !== 'shared/browser.js') assert.deepEqual(uses, [], file);
  }
});

test('no content script calls the service; the one for PDFs fetches what its tab shows', () => {
  const [asked, ...more] = read('content/pdf.js').match(/\bfetch\([^,]*/g) ?? [];
  assert.deepEqual([asked, more], ['fetch(address', []]);
  for (const file of SCRIPTS.filter((one) => one.startsWith('content/') && one !== 'content/pdf.js'))
    assert.doesNotMatch(read(file), /\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket/, file);
});

test('nothing writes HTML', () => {
  for (const file of SCRIPTS)
    assert.doesNotMatch(
      read(file),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
      file,
    );
});

test('each file says its one subject in its first line, and is a room, not two', () => {
  for (const file of SCRIPTS) {
    assert.match(read(file), /^\/\*\*[\s*]+(?:@file )?\S/, file);
    assert.ok(read(file).split('\n').length <= 400, file);
  }
});

test('all of it is at most 1 MB, nothing minified', () => {
  const size = FILES.reduce((sum, file) => sum + statSync(join(ROOT, file)).size, 0);
  assert.ok(size <= 1_000_000, `${size} bytes`);
  for (const file of SCRIPTS)
    assert.ok(
      read(file)
        .split('\n')
        .every((line) => line.length < 400),
      file,
    );
});
