/** How long a file may keep a reader waiting. */

import { Failure } from "./failure.ts";

/**
 * Milliseconds without any progress after which a file is given up. Of a script only its end is seen, so that one waits as long as
 * anything at all of an archive comes in, and longer; engine.js is the largest.
 */
const LIMITS = { fetched: 15_000, run: 60_000 };

const running = new Set<Patience>();

/** Gives something up once it has made no progress for too long. */
export class Patience {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly way: keyof typeof LIMITS,
    private readonly giveUp: () => void,
  ) {
    running.add(this);
    this.#begin();
  }

  /** Something has come: the clocks of all that waits for the same line begin anew. */
  renew(): void {
    for (const each of running) {
      if (each === this || each.way === "run") {
        each.#begin();
      }
    }
  }

  /** It is over, one way or the other. */
  end(): void {
    running.delete(this);
    clearTimeout(this.#timer);
    this.renew();
  }

  #begin(): void {
    clearTimeout(this.#timer);
    if (running.has(this)) {
      this.#timer = setTimeout(this.giveUp, LIMITS[this.way]);
    }
  }
}

/** A file of which nothing more came. */
export class Stalled extends Failure {
  constructor(address: URL) {
    super("unreachable", `${address.href} can't be loaded: nothing more of it comes`);
  }
}
