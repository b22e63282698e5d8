// Papers, hits and answers of the service, complete, with only what a test is about spelled out.

/** @param {Partial<PaperAnswer>} [fields] @returns {PaperAnswer} */
export const paper = (fields = {}) => ({
  key: 'arxiv:2602.11557',
  title: 'The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient',
  authors: ['Jichu Li', 'Xuan Tang', 'Difan Zou'],
  abstract: 'We study the implicit bias of mini-batch stochastic steepest descent.',
  categories: ['cs.LG', 'math.OC'],
  primary_category: 'cs.LG',
  published: '2026-02-12',
  updated: '2026-06-17',
  announced: '',
  version: 2,
  venue: '',
  doi: '',
  arxiv_id: '2602.11557',
  url: 'https://arxiv.org/abs/2602.11557',
  pdf_url: '',
  source: 'arxiv',
  upvotes: null,
  comments: null,
  code_url: '',
  announce_type: '',
  withdrawn: false,
  keywords: [],
  summary: '',
  project_url: '',
  hits: [],
  saved: false,
  muted: false,
  ...fields,
});

/** @param {Partial<Hit>} [fields] @returns {Hit} */
export const hit = (fields = {}) => ({
  entry_id: 'e1',
  kind: 'author',
  value: 'Difan Zou',
  level: 'match',
  score: 100,
  field: 'authors',
  index: 2,
  start: 0,
  end: 9,
  text: 'Difan Zou',
  rule: 'same',
  ...fields,
});

/** @param {Partial<MatchAnswer>} [fields] @returns {MatchAnswer} */
export const answer = (fields = {}) => ({
  page: { kind: 'paper', site: 'arxiv', key: 'arxiv:2602.11557', version: 2, rows: 1, understood: 1, pending: false },
  papers: [paper()],
  origins: {},
  counts: { papers: 100, week: 10, radar: 1, library: 0, hits: 1, new: 3, since: '' },
  updated: '',
  refreshing: false,
  related: null,
  brief: null,
  notices: [],
  ...fields,
});

/** @param {string} url @param {string[]} [hrefs] @returns {PageFacts} */
export const facts = (url, hrefs = []) => ({
  url,
  canonical: '',
  title: 'A page',
  lang: 'en',
  meta: [],
  jsonld: [],
  coins: [],
  links: [],
  dois: [],
  arxiv_ids: [],
  items: hrefs.map((href) => ({ href })),
  headings: [],
  byline: '',
  text: '',
  body: '',
  data: [],
  selection: '',
});
