// A service of our own on loopback: answers by method and path, keeps a log, and can be stopped.
import { createServer } from 'node:http';

/** @typedef {{method: string, path: string, headers: Record<string, string>, body: any}} Asked */
/** @typedef {{status?: number, body?: any, headers?: Record<string, string>, stranger?: boolean, wait?: Promise<void>, events?: string[]}} Answer */

export class FakeService {
  constructor() {
    /** @type {Asked[]} */
    this.log = [];
    /** @type {Record<string, Answer | ((asked: Asked) => Answer)>} */
    this.answers = {};
    this.address = '';
    this.server = createServer(async (request, response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      const path = (request.url ?? '').replace('/api/v1', '');
      const asked = {
        method: request.method ?? '',
        path,
        headers: /** @type {any} */ (request.headers),
        body: text ? JSON.parse(text) : undefined,
      };
      this.log.push(asked);
      const found = this.answers[`${asked.method} ${path}`] ?? {
        status: 404,
        body: { error: { code: 'not_found', message: 'There is nothing here.', hint: '' } },
      };
      const answer = typeof found === 'function' ? found(asked) : found;
      await answer.wait;
      const mark = answer.stranger ? {} : { 'x-paper-radar': '1' };
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...mark, ...answer.headers });
      if (answer.events) {
        for (const event of answer.events) response.write(event);
        response.end();
      } else response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    });
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    this.address = `http://127.0.0.1:${port}`;
    return this;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** @param {string} path */
  asked(path) {
    return this.log.filter((asked) => asked.path === path);
  }
}
