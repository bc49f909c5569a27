/** The files of an archive on their way to the engine, each loaded once for all who wait for it. */

import { unlessAborted } from "../abort.ts";
import { storedLength, type Delivery } from "../envelope.ts";
import { codeOf, messageOf } from "../failure.ts";
import { Stalled } from "../patience.ts";
import type { Freshness, Manner } from "../transport.ts";
import { isPrimed, isPrimer } from "./primer.ts";
import type { Runner } from "./runner.ts";

/** What the archive's files come from. */
export interface Loader {
  readonly base: URL;
  load(path: string, freshness: Freshness, manner: Manner): Promise<Delivery>;
}

/**
 * Milliseconds for which a file comes on that nobody waits for any more. After a keystroke the next search follows sooner, and mostly
 * needs it.
 */
const GRACE = 500;

/** Files asked for in one task: each takes a slow page some milliseconds, in which it hears nobody. */
const AT_ONCE = 4;

interface Coming {
  /** Ends when the engine has it, or knows that it can't be had. */
  done: Promise<void>;
  stop: AbortController;
  /** How many searches wait for it. */
  waiting: number;
  /** Nobody has asked for it yet. */
  ahead: boolean;
  /** Its length as it lies on the host, once it has come. */
  bytes: number;
}

/** Loads files and hands them to the engine. */
export class Shards {
  #coming = new Map<string, Coming>();
  /** Ends when the primer has been handed over; articles come after it. */
  #primer: Promise<unknown> = Promise.resolve();
  #lacksPrimer = false;

  constructor(
    private readonly loader: Loader,
    private readonly runner: Runner,
    /** Told when a file could not be had. */
    private readonly failed: () => void,
  ) {}

  /**
   * Brings files to the engine; rejects with the signal's reason when aborted. What nobody waits for any longer is not loaded further
   * unless it is among them.
   */
  async bring(paths: readonly string[], signal: AbortSignal | null): Promise<void> {
    const wanted = paths.map((path, i) => this.#want(path, false, Math.floor(i / AT_ONCE)));
    this.stopUnwanted();
    await this.#wait(wanted, signal);
  }

  /** Brings files that nobody has asked for yet; `ended` is told how many bytes each has, `undefined` where it was given up or can't be had. */
  async bringAhead(paths: readonly string[], signal: AbortSignal, ended: (bytes?: number) => void): Promise<void> {
    const wanted = paths.map((path) => this.#want(path, true));
    for (const coming of wanted) {
      coming.done.then(() => ended(coming.bytes), () => ended());
    }
    await this.#wait(wanted, signal);
  }

  /** Gives up what nobody waits for any longer. */
  stopUnwanted(): void {
    for (const [path, coming] of this.#coming) {
      if (coming.waiting === 0) {
        this.#coming.delete(path);
        coming.stop.abort();
      }
    }
  }

  async #wait(wanted: readonly Coming[], signal: AbortSignal | null): Promise<void> {
    try {
      await unlessAborted(Promise.all(wanted.map(({ done }) => done)), signal);
    } finally {
      for (const coming of wanted) {
        coming.waiting -= 1;
      }
      if (signal?.aborted) {
        setTimeout(() => this.stopUnwanted(), GRACE);
      }
    }
  }

  #want(path: string, ahead: boolean, turn = 0): Coming {
    const coming = this.#coming.get(path) ?? this.#begin(path, ahead, turn);
    coming.waiting += 1;
    coming.ahead &&= ahead;
    return coming;
  }

  #begin(path: string, ahead: boolean, turn: number): Coming {
    const coming: Coming = { done: Promise.resolve(), stop: new AbortController(), waiting: 0, ahead, bytes: 0 };
    this.#coming.set(path, coming);
    coming.done = this.#load(path, coming, turn).finally(() => {
      if (this.#coming.get(path) === coming) {
        this.#coming.delete(path);
      }
    });
    // Those who wait for it hear of its error; when nobody does any more it is of no interest.
    coming.done.catch(() => undefined);
    if (isPrimer(path)) {
      this.#primer = coming.done.catch(() => undefined);
    }
    return coming;
  }

  async #load(path: string, coming: Coming, turn: number): Promise<void> {
    if (turn > 0) {
      await new Promise((resolve) => setTimeout(resolve, turn));
    }
    try {
      await this.#accept(path, "kept", coming);
    } catch (error) {
      if (isOver(error, coming)) {
        throw error;
      }
      // A cache may have kept half of it; where nothing comes at all, asking once more would double the wait, and without the primer it is in vain.
      const isVain = error instanceof Stalled || (isPrimed(path) && this.#lacksPrimer);
      await (isVain ? this.#fail(path, error) : this.#loadPastCaches(path, coming));
    }
  }

  async #loadPastCaches(path: string, coming: Coming): Promise<void> {
    try {
      await this.#accept(path, "again", coming);
    } catch (error) {
      if (isOver(error, coming)) {
        throw error;
      }
      await this.#fail(path, error);
    }
  }

  async #accept(path: string, freshness: Freshness, coming: Coming): Promise<void> {
    const delivery = await this.loader.load(path, freshness, { signal: coming.stop.signal, low: coming.ahead });
    const bytes = storedLength(delivery);
    if (isPrimed(path)) {
      await this.#primer;
    }
    await this.runner.run(["accept", path, delivery.header, delivery.data, bytes]);
    coming.bytes = bytes;
    this.#lacksPrimer &&= !isPrimer(path);
  }

  async #fail(path: string, error: unknown): Promise<void> {
    this.failed();
    this.#lacksPrimer ||= isPrimer(path);
    await this.runner.run(["fail", path, messageOf(error)]);
  }
}

/** Whether an error is no failure of the file: nobody wants it, or the engine was lost. */
function isOver(error: unknown, { stop, ahead }: Coming): boolean {
  return stop.signal.aborted || ahead || codeOf(error) === "restarted";
}
