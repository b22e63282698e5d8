/** @file What went wrong, as a title and a hint in the reader's language; the service's own words where we have none. */

import { asTrouble } from '../background/service-client.js';
import { has, locale, t } from './i18n.js';

/** @typedef {import('./types.js').Trouble} Trouble */

/**
 * @param {unknown} error a ServiceError, a Trouble, or the error of a brief or source
 * @returns {{title: string, hint: string, detail: string}}
 */
export function told(error) {
  const trouble = isTrouble(error) ? error : asTrouble(error);
  const name = trouble.kind === 'error' ? trouble.code.replace(/\W/g, '_') : trouble.kind;
  const known = has(`trouble_${name}`);
  const hintKnown = has(`trouble_${name}_hint`);
  // The service speaks English, and more exactly than a sentence for the code can: in English its words go first.
  const own = trouble.kind === 'error' && locale() === 'en' && trouble.message;
  return {
    title: own || (known ? t(`trouble_${name}`) : trouble.message || t('trouble_error')),
    hint: own ? trouble.hint : hintKnown ? t(`trouble_${name}_hint`) : trouble.hint,
    detail: own || !known || trouble.kind !== 'error' ? '' : trouble.message,
  };
}

/** @param {unknown} value @returns {value is Trouble} */
const isTrouble = (value) =>
  typeof value === 'object' && value !== null && !(value instanceof Error) && 'kind' in value && 'code' in value;
