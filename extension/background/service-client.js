/** @file The one way to the service: address and token from storage, JSON both ways, every failure told by its kind. */

import { readLocal, removeLocal, writeLocal } from '../shared/browser.js';
import { events } from '../shared/event-stream.js';
import { ServiceError } from '../shared/troubles.js';

export const DEFAULT_ADDRESS = 'http://127.0.0.1:23180';
export const API = 1;
const PATIENCE = 15_000; // ms; a match takes 50, a save a few: what takes longer hangs
const PATIENCE_FOR_FILES = 45_000; // ms; a PDF is read within ten seconds, and may wait for another as long

/**
 * The address as it is kept: loopback only, without path; "" if it is none. `localhost` becomes 127.0.0.1, for which
 * alone the extension holds the permission and on which alone the service listens.
 * @param {string} text
 */
export function normalAddress(text) {
  const trimmed = text.trim();
  const given = /^\d+$/.test(trimmed) ? `http://127.0.0.1:${trimmed}` : trimmed.replace(/^(?!\w+:\/\/)/, 'http://');
  try {
    const { protocol, hostname, port } = new URL(given);
    const loopback = hostname === '127.0.0.1' || hostname === 'localhost';
    return protocol === 'http:' && loopback ? `http://127.0.0.1${port && `:${port}`}` : '';
  } catch {
    return '';
  }
}

/** @returns {Promise<{address: string, token: string}>} */
export async function connection() {
  const kept = await readLocal('connection');
  return { address: kept?.address || DEFAULT_ADDRESS, token: kept?.token || '' };
}

/** @param {string} address @param {string} token */
export const connect = (address, token) => writeLocal({ connection: { address, token } });
/** Forget the token, keep the address. */
export async function forgetToken() {
  const { address } = await connection();
  await (address === DEFAULT_ADDRESS ? removeLocal('connection') : connect(address, ''));
}

/** Who wants to know that the service is there. @type {(() => void)[]} */
const listeners = [];
/** Be told after each answer that was no error. @param {() => void} listener */
export const afterAnswers = (listener) => listeners.push(listener);

/**
 * Ask the service. Raises ServiceError.
 * @param {"GET" | "POST" | "PATCH" | "DELETE"} method
 * @param {string} path below /api/v1
 * @param {unknown} [body]
 * @param {number} [patience] ms
 * @returns {Promise<any>}
 */
export async function ask(method, path, body, patience) {
  const answer = await answerOf(await asked(method, path, body, patience));
  for (const listener of listeners) listener();
  return answer;
}

/**
 * Ask for a file, of which the text is given. Raises ServiceError.
 * @param {string} path below /api/v1
 * @param {unknown} body
 * @param {number} patience ms
 * @returns {Promise<string>}
 */
export async function askForFile(path, body, patience) {
  const response = await asked('POST', path, body, patience);
  return response.ok ? response.text() : answerOf(response);
}

/** The text that stands at a path, such as Markdown. Raises ServiceError. @param {string} path below /api/v1 @returns {Promise<string>} */
export async function askForText(path) {
  const response = await asked('GET', path, undefined);
  return response.ok ? response.text() : answerOf(response);
}

/** @param {string} method @param {string} path @param {unknown} body @param {number} [patience] */
async function asked(method, path, body, patience = PATIENCE) {
  const { address, token } = await connection();
  if (!token) throw new ServiceError('unpaired');
  return request(address, path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  });
}

/**
 * Hand a PDF to the service. Raises ServiceError.
 * @param {string} path below /api/v1
 * @param {Blob} file
 */
export async function handOver(path, file) {
  const { address, token } = await connection();
  if (!token) throw new ServiceError('unpaired');
  const response = await request(address, path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/pdf' },
    body: file,
    signal: AbortSignal.timeout(PATIENCE_FOR_FILES),
  });
  return answerOf(response);
}

/**
 * Ask without a token: /health and /pair only. Raises ServiceError.
 * @param {string} address
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {unknown} [body]
 */
export async function askOpenly(address, method, path, body) {
  const response = await request(address, path, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  return answerOf(response);
}

/** Raises ServiceError unless our service, with our API, listens at the address. @param {string} address */
export async function checkHealth(address) {
  const health = await askOpenly(address, 'GET', '/health');
  if (health?.name !== 'paper-radar') throw new ServiceError('foreign');
  if (health.api !== API) throw new ServiceError('version', { message: String(health.version ?? '') });
  return health;
}

/**
 * The server-sent events of a path, until the service ends them or the signal does. Raises ServiceError.
 * @param {string} path
 * @param {AbortSignal} signal
 */
export async function* stream(path, signal) {
  const { address, token } = await connection();
  if (!token) throw new ServiceError('unpaired');
  const response = await request(address, path, { headers: { authorization: `Bearer ${token}` }, signal });
  if (!response.ok || !response.body) await answerOf(response);
  else yield* events(response.body);
}

/** @param {string} address @param {string} path @param {RequestInit} init */
async function request(address, path, init) {
  let response;
  try {
    // A redirect would carry the token elsewhere; the service never redirects.
    response = await fetch(`${address}/api/v1${path}`, { ...init, cache: 'no-store', redirect: 'error' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ServiceError(error instanceof DOMException && error.name === 'TimeoutError' ? 'slow' : 'down');
  }
  if (response.headers.get('x-paper-radar') !== '1') throw new ServiceError('foreign');
  return response;
}

/** @param {Response} response */
async function answerOf(response) {
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const told = { ...answer?.error, status: response.status };
  throw new ServiceError(response.status === 401 ? 'unpaired' : 'error', told);
}
