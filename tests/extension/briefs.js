// Briefs for the tests of the view, the job, and the pages that show them.

/** @param {Partial<Brief>} [fields] @returns {Brief} */
export const brief = (fields = {}) => ({
  id: 'b',
  keys: ['k'],
  kind: 'paper',
  language: 'en',
  length: 'short',
  state: 'done',
  text: '',
  statements: [],
  papers: [paper('k')],
  read: { k: 'abstract' },
  draft: '',
  origin: 'groq',
  model: 'gpt-oss',
  tokens: 0,
  prompt_version: 2,
  finish_reason: 'stop',
  newer: [],
  error: null,
  created: '',
  updated: '',
  ...fields,
});

/** @param {string} key @param {Partial<BriefPaper>} [fields] @returns {BriefPaper} */
export const paper = (key, fields = {}) => ({
  key,
  title: `Title of ${key}`,
  authors: ['Ada Example'],
  published: '2026-06-17',
  url: `https://arxiv.org/abs/${key}`,
  venue: '',
  version: 1,
  ...fields,
});

/** @param {string} quote @param {string} [key] @returns {Passage} */
export const passage = (quote, key = 'k') => ({ key, part: 'Abstract', before: 'Before. ', quote, after: ' After.' });

/** @param {Statement["section"]} section @param {string} text @param {Partial<Statement>} [fields] @returns {Statement} */
export const statement = (section, text, fields = {}) => ({ section, text, passages: [passage(`words of ${text}`)], problems: [], ...fields });

/** One event of a brief's stream, as the service sends it. @param {string} event @param {object} data */
export const sse = (event, data) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
