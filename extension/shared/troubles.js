/** @file What can go wrong between us and the service, and how it is told: a title and a hint in the reader's language. */

import { has, locale, t } from './i18n.js';

/**
 * Why there was no answer.
 * `down`: nothing listens; `foreign`: something else listens; `unpaired`: no token, or one that is void;
 * `slow`: no answer in time; `version`: another API than ours; `error`: the service refused, with its own words.
 * @typedef {"down" | "foreign" | "unpaired" | "slow" | "version" | "error"} TroubleKind
 */

/** A request that the service did not fulfil. */
export class ServiceError extends Error {
  /** @param {TroubleKind} kind @param {{code?: string, message?: string, hint?: string, status?: number}} [told] */
  constructor(kind, told = {}) {
    super(told.message || kind);
    this.kind = kind;
    this.code = told.code ?? kind;
    this.hint = told.hint ?? '';
    this.status = told.status ?? 0;
  }
}

/** Plain values, to be stored or sent. @param {unknown} error @returns {Trouble} */
export function asTrouble(error) {
  if (error instanceof ServiceError) {
    return { kind: error.kind, code: error.code, message: error.message, hint: error.hint };
  }
  return { kind: 'error', code: 'internal', message: String(error), hint: '' };
}

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

/** What went wrong and how to mend it, in one run; Chinese sentences stand together without a space. @param {unknown} error */
export function sentence(error) {
  const { title, hint } = told(error);
  return [title, hint].filter(Boolean).join(locale() === 'en' ? ' ' : '');
}

/** @param {unknown} value @returns {value is Trouble} */
const isTrouble = (value) =>
  typeof value === 'object' && value !== null && !(value instanceof Error) && 'kind' in value && 'code' in value;
