/** @file Pairing: the service's one-time code is traded for a token, which no page ever sees. */

import { asTrouble, ServiceError } from '../shared/troubles.js';
import { flush } from './outbox.js';
import { lookForDigest } from './digest.js';
import { lookEverywhere } from './pages.js';
import { ask, askOpenly, checkHealth, connect, connection, forgetToken, normalAddress } from './service-client.js';

/**
 * Trade the code at that address; then the saves that waited are sent, and every paper page that is open is asked for.
 * @param {string} code
 * @param {string} service
 * @returns {Promise<import('../shared/messages.js').PairAnswer>}
 */
export async function pair(code, service) {
  try {
    const address = normalAddress(service);
    if (!address) throw new ServiceError('error', { code: 'address', message: service });
    await checkHealth(address);
    const { token, version } = await askOpenly(address, 'POST', '/pair', { code: code.trim() });
    const before = await connection();
    await connect(address, token);
    if (before.token && before.address === address) await giveBack(before.token, address);
    void flush();
    void lookEverywhere();
    void lookForDigest();
    return { ok: true, version };
  } catch (error) {
    return { ok: false, trouble: asTrouble(error) };
  }
}

/** The token is given back where the service can be reached, and forgotten in any case. */
export async function disconnect() {
  await ask('DELETE', '/pair').catch(() => null);
  await forgetToken();
}

/** A token that a new one replaced would stay valid for ever. @param {string} token @param {string} address */
async function giveBack(token, address) {
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${address}/api/v1/pair`, { method: 'DELETE', headers }).catch(() => null);
}
