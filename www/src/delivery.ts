/** The one global: `Dalil`. Data files call `Dalil.deliver`; whoever loaded one picks up what it left. */

import type { open } from "./dalil.js";
import type { Delivery } from "./envelope.ts";

/** The face every version of this script shares; it can never change. */
export interface DalilGlobal {
  /** Called by each data file. */
  deliver?: (header: string, data: string, factory?: () => unknown) => void;
  /** What the last data file left. */
  delivered?: [header: string, data: string, factory?: (() => unknown) | undefined] | undefined;
  /** Gives files that the page itself holds, by their address; null for others. */
  held?: (address: URL) => Delivery | null;
  /** The API, for pages that can't import modules. */
  open?: typeof open;
}

/** The global object, made if it isn't there yet. Another version of this script may have made it. */
export function dalil(): DalilGlobal {
  const page = globalThis as { Dalil?: DalilGlobal };
  // Without what a page may have put on every object: what isn't there is really not there.
  // `self.Dalil` may also be an element of that id; only a property of the page's own is ours.
  if (!Object.hasOwn(page, "Dalil") || typeof page.Dalil !== "object" || page.Dalil === null) {
    Object.defineProperty(page, "Dalil", { value: Object.create(null) as object, writable: true, configurable: true, enumerable: true });
  }
  const shared = page.Dalil as DalilGlobal;
  shared.deliver ??= (...delivered) => {
    shared.delivered = delivered;
  };
  return shared;
}

/**
 * Takes what the script that has just run delivered. A script's load event is fired in the task that ran it, so nothing can
 * come between the two, and any version of this script may have done the storing.
 */
export function take(): Delivery | null {
  const shared = dalil();
  const delivered = shared.delivered;
  shared.delivered = undefined;
  if (!delivered) {
    return null;
  }
  const [header, data, factory] = delivered;
  return { header: String(header), data: String(data), factory };
}
