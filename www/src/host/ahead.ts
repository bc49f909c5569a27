/** While the reader pauses: what the next keystroke or the next page will need, within a budget. */

import type { Answer, SuggestAnswer } from "../dalil.js";
import type { EngineOptions, Step } from "dalil:glue";
import { writeJson } from "./json.ts";
import { isAnswer, type Call } from "./runner.ts";
import type { Shards } from "./shards.ts";

/** Bytes as stored that are fetched ahead: in one pause, and as long as the page is open. */
export const BUDGET = { pause: 32_768, page: 262_144 };

/** Milliseconds without any request after which a reader is taken to pause. */
const PAUSE = 400;

/** Files at once: the reader's own requests find a connection free. */
const AT_ONCE = 4;

/** Bytes as stored that a file is taken to have as long as no larger one has come, and that one counts which was given up on its way. */
const LIKELY = 8_192;

/** How many completions of the last word are looked at. */
const COMPLETIONS = 2;

/** A search that was answered. */
export interface Asked {
  query: string;
  options: EngineOptions;
  answer: Pick<Answer, "total" | "some_words">;
}

interface Pause {
  stop: AbortController;
  bytes: number;
}

/** Fetches ahead; it is stopped by whatever the reader asks. */
export class Ahead {
  #pause: Pause | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #bytes = 0;
  #largest = LIKELY;

  constructor(
    private readonly step: <T>(call: Call) => Promise<Step<T>>,
    private readonly shards: Shards,
    private readonly isWelcome: () => boolean,
  ) {}

  /** The reader asks something: that comes first. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#pause?.stop.abort();
    this.#pause = null;
  }

  /** The reader has an answer and may pause now. */
  begin(asked: Asked): void {
    this.stop();
    if (this.#bytes < BUDGET.page && this.isWelcome()) {
      this.#timer = setTimeout(() => void this.#fetch(asked).catch(() => undefined), PAUSE);
    }
  }

  async #fetch({ query, options, answer }: Asked): Promise<void> {
    const pause = { stop: new AbortController(), bytes: 0 };
    this.#pause = pause;
    const search = (text: string, further: Partial<EngineOptions>): Call => ["search", text, writeJson({ ...options, ...further })];
    if (!options.typing) {
      const next = options.offset + options.limit;
      if (next < answer.total + answer.some_words) {
        await this.#prepare(search(query, { offset: next }), pause);
      }
      return;
    }
    const completed = await this.#prepare<SuggestAnswer>(["suggest", query, COMPLETIONS], pause);
    for (const { kind, text } of completed?.suggestions ?? []) {
      if (kind !== "title") {
        await this.#prepare(search(text, {}), pause);
      }
    }
  }

  /** Brings all that a call needs, as far as the budget reaches; its answer if it came to one. */
  async #prepare<T>(call: Call, pause: Pause): Promise<T | null> {
    for (;;) {
      const step = await this.step<T>(call);
      pause.stop.signal.throwIfAborted();
      if (isAnswer(step)) {
        return step.answer;
      }
      for (let from = 0, files = 0; from < step.need.length; from += files) {
        const room = Math.min(BUDGET.pause - pause.bytes, BUDGET.page - this.#bytes);
        files = Math.min(AT_ONCE, Math.floor(room / this.#largest));
        if (files < 1) {
          return null;
        }
        await this.shards.bringAhead(step.need.slice(from, from + files), pause.stop.signal, (bytes = LIKELY) => {
          pause.bytes += bytes;
          this.#bytes += bytes;
          this.#largest = Math.max(this.#largest, bytes);
        });
      }
    }
  }
}

interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/** Whether anything may be fetched that nobody has asked for: not where data is saved or slow, nor where files are near anyway. */
export function aheadIsWelcome(base: URL): boolean {
  const { connection } = navigator as { connection?: Connection };
  const isSlow = /2g$/.test(connection?.effectiveType ?? "");
  return base.protocol !== "file:" && !connection?.saveData && !isSlow && document.visibilityState !== "hidden";
}
