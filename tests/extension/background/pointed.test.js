import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../fake-chrome.js';
import { addressIn } from '../../../extension/background/pointed.js';

for (const [words, url] of [
  ['see doi:10.1000/182.', 'https://doi.org/10.1000/182'],
  ['(10.1000/xyz123),', 'https://doi.org/10.1000/xyz123'],
  ['10.1016/S0140-6736(20)30183-5', 'https://doi.org/10.1016/S0140-6736(20)30183-5'],
  ['(https://doi.org/10.1016/S0140-6736(20)30183-5).', 'https://doi.org/10.1016/S0140-6736(20)30183-5'],
  ['arXiv preprint arXiv:1706.03762v5, 2017', 'https://arxiv.org/abs/1706.03762v5'],
  ['[hep-th/9901001]', 'https://arxiv.org/abs/hep-th/9901001'],
  ['Attention is all you need', ''],
])
  test(`“${words}” names ${url || 'nothing'}`, () => assert.equal(addressIn(words ?? ''), url));
