/** A plain static host, as keepers have: no CORS header, nothing computed. Two of them are two origins. */

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  // Old pages say by themselves in which encoding they are.
  ".htm": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".ts": "text/plain",
};

/** What becomes of a file on its way: not there, the line cut, held back for good or until something ends, or bytes changed. */
export type Fault = { pattern: Pick<RegExp, "test">; answer: "missing" | "cut" | "held" | Promise<unknown> | ((contents: Buffer) => Buffer) };

/** A running host. */
export class Host {
  /** What was asked for, in order: paths with their query. */
  readonly requests: string[] = [];
  /** Pages given here lie before those on disk. */
  readonly pages = new Map<string, string | Buffer>();
  faults: Fault[] = [];
  /** Headers beside the usual ones or in their place; one that is null is not sent. */
  headers: (path: string) => Readonly<Record<string, string | null>> = () => ({});
  /** Where a path has moved to, if it has. */
  moved: (path: string) => string | null = () => null;

  readonly #held: ServerResponse[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  private constructor(private readonly root: string) {}

  static async start(root: string): Promise<Host> {
    const host = new Host(root);
    host.#server.listen(0, "127.0.0.1");
    await once(host.#server, "listening");
    return host;
  }

  /** Lets go of what is held back, and of all faults. */
  release(): void {
    this.faults = [];
    this.#held.splice(0).forEach((response) => response.destroy());
  }

  /** The address of a path; a host of another name is another origin, too. */
  address(path = ""): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") {
      throw new Error("the host is not running");
    }
    return `http://127.0.0.1:${address.port}/${path}`;
  }

  async stop(): Promise<void> {
    const ended = once(this.#server, "close");
    this.#server.close();
    // Browsers keep connections open for the next request.
    this.#server.closeAllConnections();
    await ended;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? "/", "http://host");
    const path = normalize(decodeURIComponent(pathname)).replace(/\/$/, "/index.html");
    this.requests.push(pathname + search);
    const moved = this.moved(pathname + search);
    if (moved !== null) {
      response.writeHead(301, { location: moved, "cache-control": "no-store" }).end();
      return;
    }
    const fault = this.faults.find(({ pattern }) => pattern.test(path));
    if (fault?.answer === "cut") {
      request.socket.destroy();
      return;
    }
    if (fault?.answer === "held") {
      this.#held.push(response);
      return;
    }
    if (fault?.answer instanceof Promise) {
      await fault.answer;
    }
    const contents = fault?.answer === "missing" ? null : await this.#contents(path);
    if (contents === null) {
      response.writeHead(404, { "content-type": "text/plain", "cache-control": "no-store" }).end("not here\n");
      return;
    }
    // Nothing is kept in a cache, so that each test sees each request.
    const usual = { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "cache-control": "no-store" };
    const headers = Object.entries({ ...usual, ...this.headers(path) }).filter((header): header is [string, string] => header[1] !== null);
    response.writeHead(200, Object.fromEntries(headers)).end(typeof fault?.answer === "function" ? fault.answer(contents) : contents);
  }

  async #contents(path: string): Promise<Buffer | null> {
    const page = this.pages.get(path);
    if (page !== undefined) {
      return Buffer.from(page);
    }
    return readFile(join(this.root, path)).catch(() => null);
  }
}
