/** How the files of an archive come in: fetched as text where that is allowed, run as classic scripts everywhere else. */

import { take } from "./delivery.ts";
import { parse, type Delivery } from "./envelope.ts";
import { Failure, codeOf } from "./failure.ts";
import { attach, createScript } from "./page.ts";
import { trustedScriptAddress } from "./trust.ts";

/**
 * `kept`: an immutable file, from any cache. `checked`: the one file that changes, as the host has it now. `again`: past every cache.
 */
export type Freshness = "kept" | "checked" | "again";

/** The two ways in; tests put their own in place. */
export interface Ways {
  fetchText(address: URL, freshness: Freshness): Promise<string>;
  runScript(address: URL, freshness: Freshness): Promise<Delivery>;
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
  async load(path: string, freshness: Freshness = "kept"): Promise<Delivery> {
    const address = new URL(path, this.base);
    if (!this.#fetches) {
      return this.ways.runScript(address, freshness);
    }
    let text: string;
    try {
      text = await this.ways.fetchText(address, freshness);
    } catch (error) {
      if (codeOf(error)) {
        throw error;
      }
      // The policy of the page or a redirect to elsewhere forbids fetching, or the line is down: a script that comes in tells which.
      const delivery = await this.ways.runScript(address, freshness);
      this.#fetches = false;
      return delivery;
    }
    return parse(text, path);
  }

  /** Loads a file that has to be run, as engine.js does. */
  run(path: string, freshness: Freshness = "kept"): Promise<Delivery> {
    return this.ways.runScript(new URL(path, this.base), freshness);
  }
}

/** From disk and from other origins (no CORS header is asked for) only scripts come in. */
export function canFetch(base: URL, page: { origin: string }): boolean {
  return (base.protocol === "http:" || base.protocol === "https:") && base.origin === page.origin;
}

const CACHE: Record<Freshness, RequestCache> = { kept: "default", checked: "no-cache", again: "reload" };

// The page's address may hold the reader's query; the archive's host is told the page's origin at most.
const REFERRER = "strict-origin";

async function fetchText(address: URL, freshness: Freshness): Promise<string> {
  const response = await fetch(address, { cache: CACHE[freshness], referrerPolicy: REFERRER });
  if (!response.ok) {
    throw new Failure("unreachable", `${address.href} can't be loaded: the host answers ${response.status}`);
  }
  return response.text();
}

function runScript(address: URL, freshness: Freshness): Promise<Delivery> {
  return new Promise((resolve, reject) => {
    const script = createScript();
    script.async = true;
    script.referrerPolicy = REFERRER;
    script.onload = () => {
      const delivery = take();
      script.remove();
      if (delivery) {
        resolve(delivery);
      } else {
        reject(new Failure("damaged", `${address.href} is not a file of an archive, or only a part of one`));
      }
    };
    script.onerror = () => {
      script.remove();
      reject(new Failure("unreachable", `${address.href} can't be loaded`));
    };
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
