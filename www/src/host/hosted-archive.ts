/** Drives the engine, which does no I/O itself: loads what it needs, hands it over, asks again, until it answers. */

import type { EngineOptions, Step } from "dalil:glue";

import type {
  Answer,
  Archive,
  ArticleAnswer,
  ArticleOptions,
  SearchOptions,
  SimilarAnswer,
  SimilarOptions,
  SuggestAnswer,
  SuggestOptions,
} from "../dalil.js";
import { Failure } from "../failure.ts";
import { ownOf } from "../own.ts";
import { safeAddress } from "../safe-address.ts";
import { resolveAddresses, resolveArticle } from "./addresses.ts";
import { Ahead } from "./ahead.ts";
import { writeJson } from "./json.ts";
import { isAnswer, type Call, type Runner } from "./runner.ts";
import { Shards, type Loader } from "./shards.ts";
import { withExcerpt, withMonths, type Written } from "./written.ts";

/** More rounds than any query takes; an engine that asks for more would ask for ever. */
const MOST_ROUNDS = 64;

/** After this many milliseconds a search tries again to have a file that could not be had. */
const PATIENCE = 1_000;

/** What tests put in another's place. */
interface Surroundings {
  now?: () => number;
  /** Whether more may be fetched than was asked for. */
  aheadIsWelcome?: () => boolean;
}

/** An archive and the engine that searches it. */
export class HostedArchive implements Pick<Archive, "search" | "suggest" | "similar" | "article"> {
  readonly #shards: Shards;
  readonly #ahead: Ahead;
  readonly #now: () => number;
  /** How many answers are awaited. */
  #busy = 0;
  #failedAt: number | null = null;

  constructor(
    private readonly loader: Loader,
    private readonly runner: Runner,
    { now = Date.now, aheadIsWelcome = () => false }: Surroundings = {},
  ) {
    this.#now = now;
    this.#shards = new Shards(loader, runner, () => (this.#failedAt = now()));
    this.#ahead = new Ahead((call) => this.#step(call), this.#shards, aheadIsWelcome);
  }

  async search(query: string, given?: SearchOptions): Promise<Answer> {
    const options = ownOf(given);
    const wanted = complete(options);
    const answer = await this.#answer<Written<Answer>>(["search", query, writeJson(wanted)], options.signal);
    if (this.#busy === 0) {
      this.#ahead.begin({ query, options: wanted, answer });
    }
    const hits = answer.hits.map((hit) => resolveAddresses(withExcerpt(hit), this.loader.base));
    return { ...answer, hits, timeline: withMonths(answer.timeline) };
  }

  async suggest(text: string, given?: SuggestOptions): Promise<SuggestAnswer> {
    const options = ownOf(given);
    const answer = await this.#answer<SuggestAnswer>(["suggest", text, options.limit ?? 8], options.signal);
    const resolve = (url: string | null): string | null => safeAddress(url, this.loader.base);
    return { ...answer, suggestions: answer.suggestions.map((suggestion) => ({ ...suggestion, url: resolve(suggestion.url) })) };
  }

  async similar(id: string, given?: SimilarOptions): Promise<SimilarAnswer> {
    const options = ownOf(given);
    const answer = await this.#answer<Written<SimilarAnswer>>(["similar", id, options.limit ?? 8], options.signal);
    return { ...answer, hits: answer.hits.map((hit) => resolveAddresses(withExcerpt(hit), this.loader.base)) };
  }

  async article(id: string, options?: ArticleOptions): Promise<ArticleAnswer> {
    const answer = await this.#answer<ArticleAnswer>(["article", id], ownOf(options).signal);
    return { ...answer, article: answer.article && resolveArticle(answer.article, this.loader.base) };
  }

  async #answer<T>(call: Call, signal: AbortSignal | null = null): Promise<T> {
    this.#ahead.stop();
    this.#busy += 1;
    try {
      return await this.#ask<T>(call, signal);
    } finally {
      this.#busy -= 1;
    }
  }

  /** Asks the engine, brings what it needs, and asks again, until it answers. */
  async #ask<T>(call: Call, signal: AbortSignal | null): Promise<T> {
    await this.#forgetFailures();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      signal?.throwIfAborted();
      const step = await this.#step<T>(call);
      signal?.throwIfAborted();
      if (isAnswer(step)) {
        this.#shards.stopUnwanted();
        return step.answer;
      }
      await this.#shards.bring(step.need, signal);
    }
    throw new Failure("damaged", "The engine asks for files without end; the archive must be built again");
  }

  async #step<T>(call: Call): Promise<Step<T>> {
    return JSON.parse(await this.runner.run(call)) as Step<T>;
  }

  /** What could not be had may be there by now. */
  async #forgetFailures(): Promise<void> {
    if (this.#failedAt !== null && this.#now() - this.#failedAt >= PATIENCE) {
      this.#failedAt = null;
      await this.runner.run(["retry"]);
    }
  }
}

function complete(options: SearchOptions): EngineOptions {
  return {
    limit: options.limit ?? 10,
    offset: options.offset ?? 0,
    sort: options.sort ?? "relevance",
    typing: options.typing ?? false,
    after: options.after ?? null,
    before: options.before ?? null,
    filters: options.filters ?? {},
    facets: options.facets ?? "cheap",
    ...options.statistics,
  };
}
