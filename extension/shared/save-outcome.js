/** @file What became of a save, in words, and what can be done about it: undone, or said to be two papers. */

import { date, t } from './i18n.js';
import { originName } from './origins.js';

/** @typedef {{text: string, undo: (() => Promise<void>) | null, apart: (() => Promise<void>) | null}} Told */
/** @typedef {{field: string, preferred: string, instead_of: string, at: string}} Corrected */

/**
 * @param {SaveAnswer} saved
 * @param {Ask} service
 * @returns {Told} neither catches what the service says against it
 */
export function toldOf(saved, service) {
  const { outcome, paper } = saved;
  const day = date(outcome.since);
  const kept = outcome.kept.length ? t('keptYours', fieldNames(outcome.kept)) : '';
  if (outcome.what === 'merged') {
    const news = t('mergedNews', listed([...new Set(outcome.news)].map((one) => t(`news_${one}`))));
    /** @param {boolean} keep */
    const unmerge = async (keep) => void (await service('POST', '/library/unmerge', { key: paper.key, keep }));
    return {
      text: sentences(t('mergedInto', day), outcome.news.length > 0 && news, kept),
      undo: outcome.undo ? () => unmerge(false) : null,
      apart: outcome.undo ? () => unmerge(true) : null,
    };
  }
  if (outcome.what === 'known') return { text: sentences(t('knownSince', day), kept), undo: null, apart: null };
  const remove = async () => void (await service('DELETE', `/library/${encodeURIComponent(paper.key)}`));
  return { text: t('savedThis'), undo: remove, apart: null };
}

/**
 * How the site is read from now on.
 * @param {string[]} fields
 * @param {string} host
 * @param {Ask} service
 * @returns {Promise<{text: string, undo: () => Promise<void>} | null>}
 */
export async function toldLearned(fields, host, service) {
  if (fields.length === 0) return null;
  const { corrections } = await service('GET', '/corrections');
  const site = corrections.find((/** @type {{host: string}} */ one) => one.host === host);
  /** @type {Corrected[]} */
  const made = (site?.fields ?? []).filter((/** @type {Corrected} */ one) => fields.includes(one.field));
  if (made.length === 0) return null;
  return {
    text: sentences(
      ...made.map(({ field, preferred }) => t('learned', t(`fieldName_${field}`), host, originName(preferred))),
    ),
    undo: async () => {
      const gone = await service('DELETE', `/corrections/${encodeURIComponent(host)}`);
      const rest = gone.fields.filter((/** @type {Corrected} */ one) => !fields.includes(one.field));
      if (rest.length) await service('POST', '/corrections', { host, fields: rest });
    },
  };
}

/** @param {...(string | false)} texts */
const sentences = (...texts) => texts.filter(Boolean).join(t('sentenceSpace'));
/** @param {string[]} words */
const listed = (words) => words.join(t('listComma'));
/** @param {string[]} names */
const fieldNames = (names) => listed(names.map((name) => t(`fieldName_${name}`)));
