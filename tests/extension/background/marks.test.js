import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { answer, facts, hit, paper } from '../answers.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { itemsOf, marksOf, showAllMarks, showMarks } from '../../../extension/background/marks.js';
import { reasonOf, wordsOf } from '../../../extension/background/mark-words.js';
import { changed, look, pageArrived } from '../../../extension/background/pages.js';
import { connect } from '../../../extension/background/service-client.js';
import { turnMarks } from '../../../extension/shared/mark-settings.js';

const ABS = 'https://arxiv.org/abs/2602.11557';
const LIST = 'https://arxiv.org/list/cs.LG/recent';
const language = { language: 'en', reason: reasonOf, words: {} };

/** @param {PaperAnswer[]} papers @param {Partial<MatchAnswer>} [more] */
const listing = (papers, more = {}) =>
  answer({ page: { ...answer().page, kind: 'listing', rows: 264, understood: 264 }, papers, ...more });
/** @param {number} item @param {Partial<PaperAnswer>} [more] */
const row = (item, more = {}) => paper({ key: `arxiv:2602.0000${item}`, item, hits: [hit()], ...more });
/** @param {(string[] | undefined)[]} authors of each row @returns {PageFacts} */
const page = (...authors) => ({
  ...facts(LIST),
  items: authors.map((names, place) => ({
    href: `https://arxiv.org/abs/2602.0000${place}`,
    ...(names && { authors: names }),
  })),
});
/** @param {PageFacts} read @param {MatchAnswer} said */
const marks = (read, said) => marksOf({ url: read.url, items: itemsOf(read, said) }, said, language);

const service = new FakeService();
before(() => service.start());
after(() => service.stop());
beforeEach(async () => {
  fake.restart();
  service.log = [];
  await connect(service.address, 'secret');
  await loadLanguage();
});

test('a listing’s marks name the row, the address in it, the reasons and the followed authors', () => {
  const names = ['Jichu Li', 'Xuan Tang', 'Difan Zou'];
  const topic = hit({ kind: 'topic', field: 'title', value: 'Muon', text: 'muon', index: 0 });
  const made = marks(page(undefined, names), listing([row(1, { hits: [hit(), topic, topic] })]));
  assert.deepEqual(
    { ...made, words: {} },
    {
      url: LIST,
      kind: 'listing',
      rows: 264,
      understood: 264,
      hits: 1,
      related: 0,
      language: 'en',
      words: {},
      papers: [
        {
          item: 1,
          href: 'https://arxiv.org/abs/2602.00001',
          key: 'arxiv:2602.00001',
          title: paper().title,
          saved: false,
          reasons: [
            { kind: 'author', text: 'Difan Zou', level: 'match' },
            { kind: 'topic', text: 'topic Muon', level: 'match' },
          ],
          authors: [{ index: 2, text: 'Difan Zou', level: 'match' }],
        },
      ],
    },
  );
});

test('the surest reasons come first, people before what they write on', () => {
  const hits = [
    hit({ kind: 'category', value: 'cs.LG', text: 'cs.LG' }),
    hit({ text: 'D. Zou', level: 'possible' }),
    hit({ kind: 'topic', value: 'Muon', text: 'Muon' }),
    hit(),
  ];
  const [made] = marks(page([]), listing([row(0, { hits })]))?.papers ?? [];
  assert.deepEqual(
    made?.reasons.map(({ text }) => text),
    ['Difan Zou', 'topic Muon', 'category cs.LG', 'D. Zou'],
  );
});

test('an author is found among the page’s names, however they are written and ordered there', () => {
  const found = marks(page(['Zou, Difan', 'Li, J.']), listing([row(0)]))?.papers[0]?.authors;
  assert.deepEqual(found, [{ index: 0, text: 'Zou, Difan', level: 'match' }]);
  const absent = marks(page(['Li, J.']), listing([row(0)]))?.papers[0]?.authors;
  assert.deepEqual(absent, []);
});

test('a paper that was dismissed or muted is not marked, but keeps its star', () => {
  const dismissed = { dismissed: true };
  assert.deepEqual(marks(page([]), listing([row(0, dismissed)]))?.papers, []);
  assert.deepEqual(marks(page([]), listing([row(0, { muted: true })]))?.papers, []);
  const [saved] = marks(page([]), listing([row(0, { ...dismissed, saved: true })]))?.papers ?? [];
  assert.deepEqual([saved?.saved, saved?.reasons], [true, []]);
});

test('a paper whose row is not known, and pages that are neither paper nor listing, are not marked', () => {
  assert.deepEqual(marks(page(), listing([row(0)]))?.papers, []);
  assert.equal(marks(page(), answer({ page: { ...answer().page, kind: 'other' } })), null);
});

test('the page’s own paper is there even where nothing was found in it, with the number of related papers', () => {
  const related = { order: 'o', total: 30, new: 12, offset: 0, items: [] };
  const said = answer({ related });
  const made = marks(facts(ABS), said);
  assert.deepEqual([made?.related, made?.papers.length, made?.papers[0]?.href], [12, 1, ABS]);
  assert.equal(wordsOf(said).related, '12 new related papers');
  assert.equal(wordsOf(answer({ related: { ...related, new: 0 } })).related, '30 related papers');
  assert.equal(wordsOf(answer()).related, '');
});

test('every word stands in both languages, with what is filled in on the page left as it is', async () => {
  for (const tongue of /** @type {const} */ (['en', 'zh_CN'])) {
    await loadLanguage(tongue);
    const words = wordsOf(answer());
    assert.match(words.count ?? '', /\{hits\}/);
    assert.match(words.why ?? '', /\{reasons\}/);
    assert.doesNotMatch(JSON.stringify(words), /\$\d/);
  }
});

/** A tab in which our files can be run; what is sent to them is kept. @param {string} url */
function tab(url, { runs = false } = {}) {
  /** @type {(Marks | null)[]} */
  const heard = [];
  const hears = (/** @type {any} */ message) => {
    if (message.type === 'collect') return facts(url, [ABS]);
    return heard.push(message.marks) > 0;
  };
  const deaf = (/** @type {any} */ message) => (message.type === 'collect' ? facts(url, [ABS]) : undefined);
  fake.tabs.push({ id: fake.tabs.length + 1, url, active: true, content: runs ? hears : deaf, injected: hears });
  return heard;
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

test('the files of the marks run in a page when there is something to mark, and then hear all that follows', async () => {
  service.answers['POST /match'] = { body: listing([row(0)]) };
  const heard = tab(LIST);
  await pageArrived(1, facts(LIST, [ABS]));
  await settled();
  assert.deepEqual(
    heard.map((one) => one?.papers.length),
    [1],
  );
  service.answers['POST /match'] = { body: listing([]) };
  await changed();
  await settled();
  assert.deepEqual(
    heard.map((one) => one?.papers.length),
    [1, 0],
  );
});

test('where there is nothing to mark, nothing runs in the page', async () => {
  service.answers['POST /match'] = { body: listing([]) };
  const heard = tab(LIST);
  await pageArrived(1, facts(LIST, [ABS]));
  await settled();
  assert.deepEqual(heard, []);
});

test('a page that is loaded again is marked by the answer that is kept, with one request', async () => {
  service.answers['POST /match'] = { body: listing([row(0)]) };
  const heard = tab(LIST);
  await pageArrived(1, facts(LIST, [ABS]));
  await pageArrived(1, facts(LIST, [ABS]));
  await settled();
  assert.equal(service.asked('/match').length, 1);
  assert.equal(heard.length, 2);
});

test('turned off for a site the marks go from all its tabs at once, and come back; other sites keep theirs', async () => {
  service.answers['POST /match'] = { body: listing([row(0)]) };
  const arxiv = tab(LIST, { runs: true });
  const hub = tab('https://huggingface.co/papers', { runs: true });
  await Promise.all([look(1), look(2)]);
  await settled();
  await turnMarks('arxiv', false);
  await showAllMarks();
  assert.deepEqual([arxiv.at(-1), hub.at(-1)?.papers.length], [null, 1]);
  await turnMarks('all', false);
  await showAllMarks();
  assert.deepEqual([arxiv.at(-1), hub.at(-1)], [null, null]);
  await turnMarks('arxiv', true);
  await showAllMarks();
  assert.deepEqual([arxiv.at(-1)?.papers.length, hub.at(-1)?.papers.length], [1, 1]);
});

test('when the pairing ends the marks go', async () => {
  service.answers['POST /match'] = { body: listing([row(0)]) };
  const heard = tab(LIST, { runs: true });
  await look(1);
  service.answers['POST /match'] = { status: 401, body: { error: { code: 'unpaired', message: '', hint: '' } } };
  await look(1);
  await settled();
  assert.equal(heard.at(-1), null);
});

test('a tab that closed, and a page that may not be touched, do no harm', async () => {
  await showMarks(7);
  fake.tabs.push({ id: 8, url: LIST });
  fake.session.values['page:8'] = { url: LIST, answer: listing([row(0)]), items: itemsOf(page([]), listing([row(0)])) };
  await showMarks(8);
});
