/** A usual static host over HTTP/2: compresses text on its way, answers a known ETag with 304, and computes nothing. */

import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createSecureServer, type Http2SecureServer, type Http2ServerRequest, type Http2ServerResponse, type ServerHttp2Session } from "node:http2";
import path from "node:path";
import { gzipSync } from "node:zlib";

import type { Certificate } from "./certificate.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
};

/** What hosts compress; everything else they send as it lies there. */
const COMPRESSED = new Set(Object.keys(TYPES));

/** As static hosts do that know nothing of the files: ten minutes, then asked for again with the ETag. */
const CACHE_CONTROL = "max-age=600";

/** With these a page may ask how much memory it has, and its clock is finer. */
const ISOLATION = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

interface Stored {
  type: string;
  etag: string;
  encoded: boolean;
  body: Buffer;
}

/** A running host: each engine's folder under its name, each engine's page in it. */
export class Host {
  /** Paths asked for, in order. */
  readonly requests: string[] = [];
  /** Whether pages are isolated from other origins. */
  isolated = false;

  readonly #folders = new Map<string, string>();
  readonly #pages = new Map<string, string>();
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #stored = new Map<string, Promise<Stored | null>>();

  private constructor(private readonly server: Http2SecureServer) {
    server.on("request", (request, response) => void this.#answer(request, response));
    server.on("session", (session) => {
      this.#sessions.add(session);
      session.on("close", () => this.#sessions.delete(session));
    });
  }

  static async start({ key, cert }: Certificate): Promise<Host> {
    const host = new Host(createSecureServer({ key, cert, allowHTTP1: false }));
    host.server.listen(0, "localhost");
    await once(host.server, "listening");
    return host;
  }

  get origin(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") {
      throw new Error("the host is not running");
    }
    return `https://localhost:${address.port}`;
  }

  /** Serves a folder under a name, and the page that searches it beside its files. Returns the page's address. */
  serve(name: string, folder: string, page: string): string {
    this.#folders.set(name, folder);
    this.#pages.set(`/${name}/bench.html`, page);
    for (const known of this.#stored.keys()) {
      if (known.startsWith(`/${name}/`)) {
        this.#stored.delete(known);
      }
    }
    return `${this.origin}/${name}/bench.html`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    for (const session of this.#sessions) {
      session.destroy();
    }
    await closed;
  }

  async #answer(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
    const name = decodeURIComponent(new URL(request.url, "https://localhost").pathname);
    this.requests.push(name);
    const stored = await this.#find(name);
    if (!stored) {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not here\n");
      return;
    }
    const headers = { etag: stored.etag, "cache-control": CACHE_CONTROL, vary: "accept-encoding", ...(this.isolated ? ISOLATION : {}) };
    if (request.headers["if-none-match"] === stored.etag) {
      response.writeHead(304, headers);
      response.end();
      return;
    }
    const encoding = stored.encoded ? { "content-encoding": "gzip" } : {};
    response.writeHead(200, { "content-type": stored.type, "content-length": stored.body.length, ...encoding, ...headers });
    response.end(stored.body);
  }

  #find(name: string): Promise<Stored | null> {
    let stored = this.#stored.get(name);
    if (!stored) {
      stored = this.#read(name);
      this.#stored.set(name, stored);
    }
    return stored;
  }

  async #read(name: string): Promise<Stored | null> {
    const body = await this.#contents(name);
    if (!body) {
      return null;
    }
    const extension = path.extname(name);
    const encoded = COMPRESSED.has(extension);
    return {
      type: TYPES[extension] ?? "application/octet-stream",
      etag: `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`,
      encoded,
      body: encoded ? gzipSync(body) : body,
    };
  }

  async #contents(name: string): Promise<Buffer | null> {
    const page = this.#pages.get(name);
    if (page !== undefined) {
      return Buffer.from(page);
    }
    const [, first = "", ...rest] = name.split("/");
    const folder = this.#folders.get(first);
    if (folder === undefined || rest.includes("..")) {
      return null;
    }
    return readFile(path.join(folder, ...rest)).catch(() => null);
  }
}
