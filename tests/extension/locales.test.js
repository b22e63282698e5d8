import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const ROOT = new URL('../../extension/', import.meta.url);
/** @param {string} path */
const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');
/** @type {Record<string, {message: string}>} */
const en = JSON.parse(read('_locales/en/messages.json'));
/** @type {Record<string, {message: string}>} */
const zh = JSON.parse(read('_locales/zh_CN/messages.json'));
const code = readdirSync(ROOT, { recursive: true })
  .filter((file) => /\.(?:js|json)$/.test(String(file)) && !String(file).startsWith('_locales'))
  .map((file) => read(String(file)))
  .join('\n');

/** Names that are put together from a word of the service's; its tests say which words there are. */
const COMPOSED = /^(?:rule|source|kind|state|next|trouble|origin|field|fieldName|check|options|placeholder|status|aliases|length|fault|dot|level|pdf|news|only|became)_/;
/** Names without a prefix that are put together: kinds of entry, and what the browser itself reads. */
const KNOWN = new Set(['locale', 'author', 'topic', 'category', 'authorPossible', 'topicPossible', 'categoryPossible']);

/**
 * The service speaks English itself, and more exactly (see told): its errors, and the names of its sources, are
 * sentences of ours in Chinese alone.
 */
const ITS_OWN = /^(?:source|trouble)_(?!(?:down|foreign|slow|version|unpaired|unreadable|error|address|outbox_full|no_selection)(?:_hint)?$)/;

test('both languages say the same things, but for the errors whose English is the service’s own', () => {
  const names = Object.keys(zh).filter((name) => !ITS_OWN.test(name));
  // Chinese has one form for every count.
  const forms = Object.keys(en).filter((name) => !name.endsWith('_one'));
  assert.deepEqual(names.toSorted(), forms.toSorted());
});

test('both languages take the same values', () => {
  /** @param {string} text */
  const values = (text) => [...new Set(text.match(/\$\d/g))].toSorted();
  for (const name of Object.keys(en)) {
    const other = zh[name.replace(/_one$/, '_other')]?.message ?? '';
    assert.deepEqual(values(other), values(en[name]?.message ?? ''), name);
  }
});

test('Chinese is Chinese: nothing was left in English by mistake', () => {
  const same = Object.keys(en).filter((name) => en[name]?.message === zh[name]?.message);
  assert.deepEqual(same, ['fieldName_doi']);
});

test('Chrome reads names without regard to case, so no two differ in case alone', () => {
  const names = Object.keys(zh).map((name) => name.toLowerCase());
  assert.equal(new Set(names).size, names.length);
  for (const name of Object.keys(zh)) assert.match(name, /^\w+$/);
});

test('every name that the code asks for is there', () => {
  const asked = [...code.matchAll(/\b(?:t|parts|has)\(\s*'(\w+)'/g)].map(([, name]) => String(name));
  const counted = [...code.matchAll(/\bplural\(\s*'(\w+)'/g)].map(([, name]) => `${name}_other`);
  const inManifest = [...code.matchAll(/__MSG_(\w+)__/g)].map(([, name]) => String(name));
  assert.ok(asked.length > 100 && counted.length > 4 && inManifest.length === 3);
  assert.deepEqual(
    [...asked, ...counted, ...inManifest].filter((name) => !(name in en)),
    [],
  );
});

test('no string is left that nobody asks for', () => {
  const unused = Object.keys(en).filter(
    (name) =>
      !COMPOSED.test(name) &&
      !KNOWN.has(name) &&
      !code.includes(`'${name.replace(/_(?:one|other)$/, '')}'`) &&
      !code.includes(`__MSG_${name}__`),
  );
  assert.deepEqual(unused, []);
});

test('a hint goes with a title', () => {
  for (const name of Object.keys(zh).filter((one) => /^trouble_.*_hint$/.test(one)))
    assert.ok(name.replace(/_hint$/, '') in zh, name);
});

test('the service’s words for errors each have a sentence', () => {
  const word = /^\s*code = "(\w+)"|^\s*(?:"code": )?"(groq_\w+|interrupted|brief_\w+|digest_mail_\w+)",/gm;
  const service = new URL('../../service/paper_radar/', import.meta.url);
  const words = readdirSync(service, { recursive: true })
    .filter((file) => String(file).endsWith('.py'))
    .flatMap((file) =>
      [...readFileSync(new URL(String(file), service), 'utf8').matchAll(word)].map(([, one, other]) => one ?? other),
    );
  // The command line's own errors never reach the extension, nor does a model of meaning that cannot be loaded;
  // `unauthorized` is told as being unpaired.
  const elsewhere = new Set(['port_taken', 'unauthorized', 'semantic']);
  assert.ok(words.includes('conflict') && words.includes('groq_key'));
  assert.deepEqual(
    [...new Set(words)].filter((one) => !elsewhere.has(String(one)) && !(`trouble_${one}` in zh)),
    [],
  );
});

test('every rule by which the radar finds something has a sentence', () => {
  const radar = new URL('../../service/paper_radar/radar/', import.meta.url);
  const rules = readdirSync(radar)
    .filter((file) => file.endsWith('.py'))
    .flatMap((file) => {
      const text = readFileSync(new URL(file, radar), 'utf8');
      const scored = [...text.matchAll(/(?:\d|\b_[A-Z]+)\)?, "([a-z][a-z-]+)"/g)].map(([, rule]) => rule);
      const named = [...text.matchAll(/\brule ?(?:=(?!=)|or) ?(.*)$|^def _rule\(.*\n +return (.*)$/gm)];
      return [
        ...scored,
        ...named.flatMap(([, one, other]) =>
          [...(one ?? other ?? '').matchAll(/"([a-z][a-z-]+)"/g)].map(([, rule]) => rule),
        ),
      ];
    });
  // The sources are read as text, so a field's name between rules is caught too, and a level after a number.
  const others = new Set(['abstract', 'possible', 'none']);
  assert.ok(rules.includes('same') && rules.includes('initials') && rules.includes('phrase'), String(rules));
  assert.deepEqual(
    [...new Set(rules)].filter((rule) => !others.has(String(rule)) && !(`rule_${String(rule).replace(/\W/g, '_')}` in en)),
    [],
  );
});

test('every place from which a field of a saved page may come has a name', () => {
  const reader = readFileSync(new URL('../../service/paper_radar/pages/metadata/__init__.py', import.meta.url), 'utf8');
  const extractors = [...reader.matchAll(/^ {4}\("(\w+)", \w+\.read\),$/gm)].map(([, name]) => name);
  assert.ok(extractors.length >= 5);
  assert.deepEqual(
    [...extractors, 'url'].filter((name) => !(`origin_${name}` in en)),
    [],
  );
});
