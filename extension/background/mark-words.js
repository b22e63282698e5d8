/** @file The words of the marks, in the reader's language: content scripts have none of their own. */

import { plural, t } from '../shared/i18n.js';

/** What hit, shortly: a name speaks for itself. @param {Kind} kind @param {string} text */
export const reasonOf = (kind, text) =>
  kind === 'author' ? text : t(kind === 'topic' ? 'becauseTopic' : 'becauseIn', text);

/** The sentences by the names that content/marks/marks.js gives; what stands in braces is filled in there. @param {MatchAnswer} answer @returns {Record<string, string>} */
export const wordsOf = ({ related }) => ({
  bar: 'Paper Radar',
  count: t('listingHits', '{hits}', '{rows}'),
  only: t('markOnly'),
  all: t('markAll'),
  why: t('markWhy', '{reasons}'),
  possible: t('markPossible', '{reason}'),
  and: t('listComma'),
  save: t('savePaper', '{title}'),
  unsave: t('unsavePaper', '{title}'),
  savePage: t('save'),
  savedPage: t('saved'),
  saved: t('savedThis'),
  unsaved: t('unsavedThis'),
  dismissed: t('markDismissed', '{title}'),
  undo: t('undo'),
  related: related?.new ? plural('markNew', related.new) : related?.total ? plural('markRelated', related.total) : '',
  keys: t('keys'),
  keyNext: t('markKeyNext'),
  keyPrevious: t('markKeyPrevious'),
  keyOpen: t('markKeyOpen'),
  keySave: t('markKeySave'),
  keyBrief: t('keyBrief'),
  keyDismiss: t('markKeyDismiss'),
  keyHelp: t('keyHelp'),
  hide: t('markHide'),
  hidden: t('markHidden'),
  off: t('markOff'),
  close: t('close'),
  failed: t('markFailed'),
});
