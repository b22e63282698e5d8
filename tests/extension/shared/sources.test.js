import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';

import '../dom.js';
import { fake } from '../fake-chrome.js';
import { refresh, source } from '../refreshes.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { fetched, lull, note, progress, sourceName, standing } from '../../../extension/shared/sources.js';

const NOW = new Date(2026, 5, 19, 13, 0); // the reader's own clock
const LATER = new Date(2026, 5, 19, 14, 5).toISOString();
const CAPTCHA = { error: 'A CAPTCHA stands before it.', code: 'source_challenge' };

beforeEach(async () => {
  fake.speak('en');
  await loadLanguage();
});

test('each state has a word', () => {
  /** @type {[Partial<SourceState>, string][]} */
  const cases = [
    [{}, 'fine'],
    [{ new: 0 }, 'nothing'],
    [{ finished: '', new: 0 }, 'never'],
    [{ paused: true, error: 'x' }, 'off'],
    [{ until: LATER, error: 'Wait.', code: 'rate_limited' }, 'limited'],
    [{ until: new Date(2026, 5, 19, 12).toISOString() }, 'fine'],
    [{ ...CAPTCHA, failures: 1 }, 'failing'],
    [{ ...CAPTCHA, failures: 3 }, 'paused'],
    [{ error: 'No network.', code: 'offline' }, 'offline'],
  ];
  for (const [fields, word] of cases) assert.equal(standing(source(fields), refresh(), NOW), word, word);
  assert.equal(standing(source({ paused: true }), refresh({ running: true, source: 'arxiv' }), NOW), 'fetching');
});

test('a source is called by its name, also while it is fetched', () => {
  const nature = source({ source: 'feed:nature', name: 'Nature' });
  assert.equal(sourceName(nature), 'Nature');
  assert.equal(fetched(refresh({ running: true, source: 'feed:nature', sources: [source(), nature] })), 'Nature');
  assert.equal(fetched(refresh()), '');
});

test('why nothing new may be there is a sentence: a source that makes us wait before a weekend', async () => {
  const said = 'arXiv announces nothing on Saturday and Sunday; the newest batch is from Friday 19 June 2026.';
  const weekend = refresh({ note: `${said} One item could not be read.` });
  const limited = refresh({ note: said, sources: [source({ until: LATER, next_why: 'limited' })] });
  assert.equal(lull(refresh(), NOW), '');
  const told = 'arXiv has nothing new on Saturday and Sunday; the newest is from 19 Jun 2026.';
  assert.equal(lull(weekend, NOW), `${told} One item could not be read.`);
  assert.equal(lull(refresh({ note: 'Another kind of note.' }), NOW), 'Another kind of note.');
  assert.equal(lull(limited, NOW), 'arXiv is limiting us until 14:05.');
  fake.speak('zh_CN');
  await loadLanguage();
  assert.match(lull(weekend, NOW), /^arXiv 周六、周日不发布新论文，最新一批来自 2026年6月19日。/);
  const holiday =
    'arXiv announced nothing for Friday 27 November 2026, perhaps for Thanksgiving; ' +
    'the newest batch is from Thursday 26 November 2026.';
  assert.equal(note(holiday), 'arXiv 当天没有发布新论文，可能是因为节假日；最新一批来自 2026年11月26日。');
  assert.match(note(weekend.note.replace('arXiv announces', 'Hugging Face lists')), /^Hugging Face 周六/);
});

test('the bar counts the steps within a source, and keeps its place when nothing runs', () => {
  const { element, show } = progress();
  show(refresh({ running: true, done: 1, total: 4, step: 1, steps: 2 }));
  assert.equal(element.getAttribute('aria-valuenow'), '38');
  assert.equal(element.className, 'bar');
  show(refresh());
  assert.equal(element.className, 'bar gone');
});

test('what the service says of silent days is known in every form that it has', () => {
  const service = new URL('../../../service/paper_radar/sources/', import.meta.url);
  const texts = ['arxiv/days.py', 'huggingface/daily.py'].map((file) => readFileSync(new URL(file, service), 'utf8'));
  const forms = [...texts.join('').matchAll(/f"([^"]* nothing [^"]*; the newest [^"]*)"/g)].map(([, form]) =>
    String(form).replace(/\{name\}/, 'Labor Day').replace(/\{[^}]*\}/g, 'Friday 19 June 2026'),
  );
  assert.equal(forms.length, 3);
  for (const form of forms) assert.match(note(form), /^(?:arXiv|Hugging Face) (?:has|announced) nothing new.* is from 19 Jun 2026\.$/);
});
