/** What a page and its workers ask the network for, as the browser tells of it. */

import type { Happened } from "./devtools.ts";
import type { Span } from "./rounds.ts";

/** One request that went over the line. */
export interface Exchange extends Span {
  path: string;
  status: number;
  /** What came in for it, headers as compressed by HTTP/2 included. */
  bytes: number;
}

interface Open {
  path: string;
  began: number;
  status: number;
  cached: boolean;
}

/** Collects the exchanges of a page and its workers; a worker's own script is asked for by the page and heard of by the worker. */
export class Traffic {
  #open = new Map<string, Open>();
  #done: Exchange[] = [];
  #quiet = Date.now();

  /** Takes an event of a session that belongs to the visitor. */
  take({ method, params }: Happened): void {
    if (!method.startsWith("Network.")) {
      return;
    }
    this.#quiet = Date.now();
    switch (method) {
      case "Network.requestWillBeSent":
        if (params.request.url.startsWith("https:")) {
          this.#open.set(params.requestId, { path: new URL(params.request.url).pathname, began: params.timestamp * 1000, status: 0, cached: false });
        }
        break;
      case "Network.requestServedFromCache":
        this.#change(params.requestId, { cached: true });
        break;
      case "Network.responseReceived": {
        const { fromDiskCache, fromPrefetchCache, status } = params.response;
        // What was asked for again and had not changed comes from the cache too, but went over the line.
        this.#change(params.requestId, { status, ...(fromDiskCache || fromPrefetchCache ? { cached: true } : {}) });
        break;
      }
      case "Network.loadingFinished":
        this.#finish(params.requestId, params.timestamp, params.encodedDataLength);
        break;
      case "Network.loadingFailed":
        this.#finish(params.requestId, params.timestamp, 0);
        break;
      default:
    }
  }

  /** What has gone over the line since the last call. */
  collect(): Exchange[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  /** Whether everything asked for has come and nothing was heard of for so many milliseconds. */
  isQuiet(milliseconds: number): boolean {
    return this.#open.size === 0 && Date.now() - this.#quiet >= milliseconds;
  }

  #change(key: string, change: Partial<Open>): void {
    const open = this.#open.get(key);
    if (open) {
      Object.assign(open, change);
    }
  }

  #finish(key: string, timestamp: number, bytes: number): void {
    const open = this.#open.get(key);
    this.#open.delete(key);
    if (open && (!open.cached || bytes > 0)) {
      this.#done.push({ path: open.path, began: open.began, ended: timestamp * 1000, status: open.status, bytes });
    }
  }
}
