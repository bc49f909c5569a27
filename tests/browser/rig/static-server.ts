/** A plain static host: files and their types, no other header, CORS least of all. */

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".htm": "text/html",
  ".js": "text/javascript",
  ".ts": "text/plain",
};

export class StaticServer {
  /** What was asked for and not there. */
  readonly missed: string[] = [];
  readonly #server: Server;

  private constructor(private readonly root: string) {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(root: string): Promise<StaticServer> {
    const server = new StaticServer(root);
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.address);
    const file = path.join(this.root, decodeURIComponent(pathname));
    try {
      const contents = await readFile(file);
      response.setHeader("Content-Type", TYPES[path.extname(file)] ?? "application/octet-stream").end(contents);
    } catch {
      this.missed.push(pathname);
      response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Not Found</h1>");
    }
  }
}
