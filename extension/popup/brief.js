/** @file The brief of the page's paper. */

import { ask, askForText, stream } from '../background/service-client.js';
import { createBriefPane } from '../shared/brief-pane.js';
import { trouble } from './states.js';

/** @param {string} key @param {string} keptId id of the brief that the service keeps of it, or "" @param {() => RelatedPaper[]} [related] those shown beside it */
export const createBrief = (key, keptId, related) =>
  createBriefPane({ ask, askForText, stream, trouble }, key, keptId, related);

/** @typedef {import('../shared/brief-pane.js').BriefPane} BriefPane */
