// The library of a service that comes and goes, in place of `fetch`: what it took, in its order, and what it was asked.

/** @typedef {{status: number, body?: any}} Told */

export class FakeLibrary {
  constructor() {
    this.up = true;
    /** @type {SaveOrder[]} */
    this.taken = [];
    this.repeats = 0;
    this.asked = 0;
    this.address = ''; // at which it was asked last
    /** What is said to an order in place of taking it. @type {(order: SaveOrder) => Told | null} */
    this.instead = () => null;
    /** Whether the answer to an order that was taken is lost on its way. @type {() => boolean} */
    this.loses = () => false;
    /** @type {Told} */
    this.match = { status: 404 };
  }

  /** @param {string} url @param {RequestInit} init @returns {Promise<Response>} */
  fetch = async (url, init) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (!this.up) throw new TypeError('Failed to fetch');
    if (String(url).endsWith('/match')) return told(this.match);
    if (!String(url).endsWith('/library')) return told({ status: 404 });
    this.asked += 1;
    this.address = new URL(url).origin;
    /** @type {SaveOrder} */
    const order = JSON.parse(String(init.body));
    const other = this.instead(order);
    if (other) return told(other);
    const known = this.taken.some((one) => one.idempotency_key === order.idempotency_key);
    if (known) this.repeats += 1;
    else this.taken.push(order);
    if (this.loses()) throw new TypeError('Failed to fetch');
    const paper = order.paper ?? { key: order.key ?? 'of the page', title: 'A paper' };
    return told({ status: known ? 200 : 201, body: { paper, outcome: { what: known ? 'repeated' : 'saved' } } });
  };

  /** The ids of what it took, in its order. */
  get ids() {
    return this.taken.map((order) => order.idempotency_key);
  }
}

/** @param {Told} answer */
const told = ({ status, body = { error: { code: `code_${status}`, message: 'No.', hint: '' } } }) =>
  new Response(JSON.stringify(body), { status, headers: { 'x-paper-radar': '1' } });
