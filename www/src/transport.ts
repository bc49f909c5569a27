/** How the files of an archive come in: out of the page where it holds them, fetched as text where that is allowed, run as classic scripts everywhere else. */

import { dalil, take } from "./delivery.ts";
import { parse, type Delivery } from "./envelope.ts";
import { Failure, codeOf } from "./failure.ts";
import { attach, createScript } from "./page.ts";
import { Patience, Stalled } from "./patience.ts";
import { trustedScriptAddress } from "./trust.ts";

/**
 * `kept`: an immutable file, from any cache. `checked`: the one file that changes, as the host has it now. `again`: past every cache.
 */
export type Freshness = "kept" | "checked" | "again";

/** How a file is to be loaded besides. */
export interface Manner {
  /** Ends the loading. */
  signal?: AbortSignal;
  /** Behind everything else that comes in. */
  low?: boolean;
}

/** Nothing special, whatever a page may have put on every object. */
const PLAIN = Object.create(null) as Manner;

/** The two ways in; tests put their own in place. */
export interface Ways {
  fetchText(address: URL, freshness: Freshness, manner: Manner): Promise<string>;
  runScript(address: URL, freshness: Freshness, manner: Manner): Promise<Delivery>;
}

/** Loads files of one archive. */
export class Transport {
  #fetches: boolean;

  constructor(
    readonly base: URL,
    page: { origin: string } = location,
    private readonly ways: Ways = { fetchText, runScript },
  ) {
    this.#fetches = canFetch(base, page);
  }

  /** Loads a file by its path in the archive. */
  async load(path: string, freshness: Freshness = "kept", manner: Manner = PLAIN): Promise<Delivery> {
    const address = new URL(path, this.base);
    const held = dalil().held?.(address);
    if (held) {
      return held;
    }
    if (!this.#fetches) {
      return this.ways.runScript(address, freshness, manner);
    }
    let text: string;
    try {
      text = await this.ways.fetchText(address, freshness, manner);
    } catch (error) {
      if (codeOf(error) || manner.signal?.aborted) {
        throw error;
      }
      // The policy of the page or a redirect to elsewhere forbids fetching, or the line is down: a script that comes in tells which.
      const delivery = await this.ways.runScript(address, freshness, manner);
      this.#fetches = false;
      return delivery;
    }
    return parse(text, path);
  }

  /** Loads a file that has to be run, as engine.js does. */
  async run(path: string, freshness: Freshness = "kept"): Promise<Delivery> {
    const address = new URL(path, this.base);
    return dalil().held?.(address) || this.ways.runScript(address, freshness, PLAIN);
  }
}

/** From disk and from other origins (no CORS header is asked for) only scripts come in. */
export function canFetch(base: URL, page: { origin: string }): boolean {
  return (base.protocol === "http:" || base.protocol === "https:") && base.origin === page.origin;
}

const CACHE: Record<Freshness, RequestCache> = { kept: "default", checked: "no-cache", again: "reload" };

// The page's address may hold the reader's query; the archive's host is told the page's origin at most.
const REFERRER = "strict-origin";

/** Fetches a text, but gives it up when for a while nothing more of it comes. */
export async function fetchText(address: URL, freshness: Freshness, { signal, low }: Manner): Promise<string> {
  const stop = new AbortController();
  const abort = (): void => stop.abort(signal?.reason);
  const patience = new Patience("fetched", () => stop.abort(new Stalled(address)));
  signal?.addEventListener("abort", abort);
  try {
    signal?.throwIfAborted();
    const request = { cache: CACHE[freshness], referrerPolicy: REFERRER, priority: low ? "low" : "auto", signal: stop.signal } as const;
    const response = await fetch(address, request);
    if (!response.ok) {
      throw new Failure("unreachable", `${address.href} can't be loaded: the host answers ${response.status}`);
    }
    return await read(response, patience);
  } catch (error) {
    // Not every browser rejects with the reason itself.
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    patience.end();
    signal?.removeEventListener("abort", abort);
  }
}

async function read(response: Response, patience: Patience): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    patience.renew();
    text += decoder.decode(part.value, { stream: true });
  }
  return text;
}

function runScript(address: URL, freshness: Freshness, { signal, low }: Manner): Promise<Delivery> {
  return new Promise((resolve, reject) => {
    const script = createScript();
    const patience = new Patience("run", () => end(() => reject(new Stalled(address))));
    const abort = (): void => end(() => reject(signal?.reason as Error));
    const end = (tell: () => void): void => {
      patience.end();
      signal?.removeEventListener("abort", abort);
      script.remove();
      tell();
    };
    script.async = true;
    script.referrerPolicy = REFERRER;
    script.fetchPriority = low ? "low" : "auto";
    script.onload = () => {
      // One that was given up may still come; what it leaves is then nobody's.
      const delivery = take();
      const damaged = new Failure("damaged", `${address.href} is not a file of an archive, or only a part of one`);
      end(() => (delivery ? resolve(delivery) : reject(damaged)));
    };
    script.onerror = () => end(() => reject(new Failure("unreachable", `${address.href} can't be loaded`)));
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener("abort", abort);
    // The script calls what must then be there.
    dalil();
    script.src = trustedScriptAddress(distinct(address, freshness).href) as string;
    attach(script);
  });
}

/** A script's cache can't be bypassed, only missed: by an address that nobody has asked for before, or not in the last minute. */
function distinct(address: URL, freshness: Freshness): URL {
  const web = address.protocol === "http:" || address.protocol === "https:";
  if (!web || freshness === "kept") {
    return address;
  }
  const changed = new URL(address);
  changed.search = freshness === "again" ? `again=${Date.now()}` : `minute=${Math.floor(Date.now() / 60_000)}`;
  return changed;
}
