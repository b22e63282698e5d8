// The state of a refresh and of its sources, complete, with only what a test is about spelled out.

/** @param {Partial<SourceState>} [fields] @returns {SourceState} */
export const source = (fields = {}) => ({
  source: 'arxiv',
  name: 'arXiv',
  kind: 'arxiv',
  url: 'https://rss.arxiv.org',
  finished: '2026-06-19T08:00:00+00:00',
  new: 312,
  updated: 41,
  skipped: 0,
  error: '',
  code: '',
  note: '',
  until: '',
  failures: 0,
  last_success: '2026-06-19T08:00:00+00:00',
  next_try: '2026-06-19T12:00:00+00:00',
  next_why: 'due',
  paused: false,
  ...fields,
});

/** @param {Partial<RefreshState>} [fields] @returns {RefreshState} */
export const refresh = (fields = {}) => ({
  running: false,
  done: 0,
  total: 0,
  source: '',
  step: 0,
  steps: 1,
  doing: '',
  new: 0,
  stale: false,
  cancelled: false,
  note: '',
  sources: [source()],
  ...fields,
});
