/** @file Where a field of a paper came from, in words. */

import { has, t } from './i18n.js';

/** "from citation tags"; of an origin that is new to us its own name. @param {string} origin */
export const originName = (origin) => (has(`origin_${origin}`) ? t(`origin_${origin}`) : origin);
