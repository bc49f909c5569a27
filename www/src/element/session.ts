/** One reader's searching: debounced, the newest request only, with what there is to show at each moment. */

import type { Answer, Archive, ErrorCode, Filters } from "../dalil.js";
import { codeOf, messageOf } from "../failure.ts";
import { asksSomething, optionsFor, type Request } from "./request.ts";

/** What there is to show. */
export interface State {
  /** The last answer, until a newer one is there; null before the first and after a failure. */
  readonly answer: Answer | null;
  /** The request that answer is to. */
  readonly answered: Request | null;
  /** That answer took the last word as a beginning. */
  readonly typing: boolean;
  /** What the reader is waiting for, once it takes long enough to be worth a word. */
  readonly waiting: "nothing" | "soon" | "opening" | "searching" | "slow" | "reading";
  /** Some fields could not be counted exactly, though that was wanted. */
  readonly countFailed: boolean;
  /** Why the last request has no answer. */
  readonly failure: { readonly code: ErrorCode | "failed"; readonly message: string } | null;
}

/** How a request is to be answered. */
export interface Manner {
  /** The last word may be a beginning. */
  typing: boolean;
  limit: number;
  /** Filters set by the page's author. */
  fixed: Filters;
}

const DEBOUNCE = 120;
const NOTICEABLE = 300;
const SLOW = 5_000;
const PAUSE_BEFORE_COUNTING = { typing: 900, finished: 150 };

const RESTING: State = { answer: null, answered: null, typing: false, waiting: "nothing", countFailed: false, failure: null };

/** Asks an archive, and tells when the state has changed. */
export class SearchSession {
  state: State = RESTING;
  /** What the archive says of itself, once it is open. */
  notices: readonly string[] = [];

  #archive: Promise<Archive> | null = null;
  #current = new AbortController();
  #last: { request: Request; manner: Manner } | null = null;
  #countExactly = false;
  /** The last answer's facets as it had them, before they were counted exactly. */
  #uncounted: Answer["facets"] = {};
  #timers = { ask: 0, waiting: 0, slow: 0, count: 0 } as Record<string, ReturnType<typeof setTimeout> | 0>;

  constructor(
    private readonly open: () => Promise<Archive>,
    private readonly changed: () => void,
  ) {}

  /** Asks; the request before is given up. A blank one clears the results. */
  ask(request: Request, manner: Manner): void {
    this.#giveUp();
    this.#last = { request, manner };
    if (!asksSomething(request)) {
      this.#endWaiting();
      this.#become(RESTING);
      return;
    }
    this.#beginWaiting();
    // Loading begins with the first keystroke; the answer may wait for the next one.
    this.#opened().catch(() => undefined);
    const { signal } = this.#current;
    this.#timers["ask"] = setTimeout(() => void this.#answer(request, manner, signal), manner.typing ? DEBOUNCE : 0);
  }

  /** Asks the last request again. */
  retry(): void {
    if (this.#last) {
      this.ask(this.#last.request, { ...this.#last.manner, typing: false });
    }
  }

  /** Whether the reader wants exact counts, which are then made after the results are there; if not, those of the answer come back. */
  set countExactly(wanted: boolean) {
    if (this.#countExactly !== wanted) {
      this.#countExactly = wanted;
      const { answer } = this.state;
      if (!wanted && answer) {
        this.#become({ ...this.state, answer: { ...answer, facets: this.#uncounted }, countFailed: false });
      }
      this.#countLater();
    }
  }

  /** Another archive, or none any more: everything begins anew. */
  close(): void {
    this.#giveUp();
    this.#endWaiting();
    this.#archive = null;
    this.#last = null;
    this.notices = [];
    this.state = RESTING;
  }

  #opened(): Promise<Archive> {
    if (!this.#archive) {
      const opening = this.open();
      this.#archive = opening;
      opening.then(
        (archive) => this.#hear(opening, archive),
        () => {
          if (this.#archive === opening) {
            this.#archive = null;
          }
        },
      );
    }
    return this.#archive;
  }

  #hear(opening: Promise<Archive>, archive: Partial<Archive>): void {
    // An engine of an older archive may not speak of notices.
    if (this.#archive === opening && archive.notices?.length) {
      this.notices = archive.notices;
      this.changed();
    }
  }

  async #answer(request: Request, manner: Manner, signal: AbortSignal): Promise<void> {
    try {
      const archive = await this.#opened();
      const options = optionsFor(request, manner.limit, manner.fixed);
      const answer = await archive.search(request.query, { ...options, typing: manner.typing, signal });
      // Drawing it is a task of its own.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (!signal.aborted) {
        this.#endWaiting();
        this.#uncounted = answer.facets;
        this.#become({ answer, answered: request, typing: manner.typing, waiting: "nothing", countFailed: false, failure: null });
        this.#countLater();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#endWaiting();
        this.#become({ ...RESTING, failure: { code: codeOf(error) ?? "failed", message: messageOf(error) } });
      }
    }
  }

  /** Exact counts may need large files, so they wait until the reader pauses, and never hold up an answer. */
  #countLater(): void {
    clearTimeout(this.#timers["count"]);
    const last = this.#last;
    if (!this.#countExactly || !isInexact(this.state.answer?.facets) || !last || this.state.answered !== last.request) {
      return;
    }
    const pause = last.manner.typing ? PAUSE_BEFORE_COUNTING.typing : PAUSE_BEFORE_COUNTING.finished;
    this.#timers["count"] = setTimeout(() => void this.#count(last.request, last.manner, this.#current.signal), pause);
  }

  async #count(request: Request, manner: Manner, signal: AbortSignal): Promise<void> {
    try {
      const archive = await this.#opened();
      const options = optionsFor(request, manner.limit, manner.fixed);
      const counted = await archive.search(request.query, { ...options, typing: manner.typing, facets: "exact", signal });
      const { answer } = this.state;
      if (!signal.aborted && this.#countExactly && answer) {
        this.#become({ ...this.state, answer: { ...answer, facets: counted.facets }, countFailed: isInexact(counted.facets) });
      }
    } catch {
      // The lower bounds stay, and say that they are.
      if (!signal.aborted && this.#countExactly) {
        this.#become({ ...this.state, countFailed: true });
      }
    }
  }

  #giveUp(): void {
    this.#current.abort();
    this.#current = new AbortController();
    clearTimeout(this.#timers["ask"]);
    clearTimeout(this.#timers["count"]);
  }

  /** A reader who types on is still waiting for the same thing: the clock isn't set back. */
  #beginWaiting(): void {
    if (this.state.waiting !== "nothing") {
      return;
    }
    let isOpen = false;
    this.#opened().then(() => (isOpen = true), () => undefined);
    const say = (waiting: State["waiting"]) => () => this.#become({ ...this.state, waiting });
    this.#timers["waiting"] = setTimeout(() => say(isOpen ? "searching" : "opening")(), NOTICEABLE);
    this.#timers["slow"] = setTimeout(say("slow"), SLOW);
    this.#become({ ...this.state, waiting: "soon" });
  }

  #endWaiting(): void {
    clearTimeout(this.#timers["waiting"]);
    clearTimeout(this.#timers["slow"]);
  }

  #become(state: State): void {
    this.state = state;
    this.changed();
  }
}

function isInexact(facets: Answer["facets"] = {}): boolean {
  return Object.values(facets).some(({ is }) => is === "at_least");
}
