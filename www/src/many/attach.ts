/** many.js: several archives as one. Whoever opens them loads it out of the engine's folder of the first archive that has it. */

import type {
  Answer,
  Archive,
  ArticleAnswer,
  ArticleOptions,
  ArticleRecord,
  Hit,
  SearchOptions,
  SimilarAnswer,
  SimilarOptions,
  SuggestAnswer,
  SuggestOptions,
} from "../dalil.js";
import { gather, type Source } from "./member.ts";
import { mergeSuggestions, sum } from "./merge.ts";
import { Ranking } from "./ranking.ts";

/** How many searches are kept, so that their further pages cost no more than their hits. */
const KEPT = 3;

/** What many.js brings. */
export interface Part {
  many(sources: readonly Source[]): Promise<Archive>;
}

/** Opens archives to be searched together: those that can't be opened now join in later. */
export async function many(sources: readonly Source[]): Promise<Archive> {
  const { told } = await gather(sources, async () => null);
  return new ManyArchives(sources, told.map(({ archive }) => archive));
}

class ManyArchives implements Archive {
  readonly title = null;
  readonly notices: readonly string[];
  readonly articles: number;
  readonly #rankings = new Map<string, Promise<Ranking>>();
  /** In which archives an id was last seen. */
  readonly #places = new Map<string, Set<Source>>();

  constructor(
    private readonly sources: readonly Source[],
    opened: readonly Archive[],
  ) {
    this.notices = [...new Set(opened.flatMap(({ notices }) => notices))];
    this.articles = sum(opened.map(({ articles }) => articles));
  }

  async search(query: string, options: SearchOptions = {}): Promise<Answer> {
    const { limit = 10, offset = 0, signal = null, statistics: _, ...asked } = options;
    const key = JSON.stringify([query, asked]);
    let ranking: Ranking;
    try {
      ranking = await this.#ranking(key, () => Ranking.begin(this.sources, query, asked, limit, signal));
    } catch (error) {
      // Whoever asked the same before has given it up.
      if ((error as Error).name === "AbortError" && !signal?.aborted) {
        return this.search(query, options);
      }
      throw error;
    }
    const hits = await ranking.page(offset, limit, signal);
    hits.forEach((hit) => this.#note(hit, this.sources.find(({ address }) => address === hit.archive?.address)));
    if (ranking.failed.length > 0) {
      this.#rankings.delete(key);
    }
    return { ...ranking.merged, hits, failed: [...ranking.failed] };
  }

  async suggest(text: string, options: SuggestOptions = {}): Promise<SuggestAnswer> {
    const { told } = await gather(this.sources, (archive) => archive.suggest(text, options), options.signal);
    const answers = told.map(({ answer }) => answer);
    const suggestions = mergeSuggestions(answers.map((answer) => answer.suggestions), options.limit ?? 8);
    return { query: text, suggestions, cost: costOf(answers), incomplete: answers.flatMap(({ incomplete }) => incomplete) };
  }

  async similar(id: string, options: SimilarOptions = {}): Promise<SimilarAnswer> {
    const { source, archive, answer } = await this.#one(id, options, (opened) => opened.similar(id, options), ({ known }) => known);
    const hits = answer.hits.map((hit): Hit => ({ ...hit, archive: { title: archive.title, address: source.address } }));
    hits.forEach((hit) => this.#note(hit, source));
    return { ...answer, hits };
  }

  async article(id: string, options: ArticleOptions = {}): Promise<ArticleAnswer> {
    const { source, archive, answer } = await this.#one(id, options, (opened) => opened.article(id, options), ({ article }) => article !== null);
    const { article } = answer;
    const beside = article ? [article, article.previous, article.next, ...article.same_day] : [];
    beside.forEach((record) => record && this.#note(record, source));
    return { ...answer, article: article && { ...article, archive: { title: archive.title, address: source.address } } };
  }

  /** The answer of the archive that an id is of: the one that is named or where it was seen; else the first that has it. */
  async #one<T>(id: string, { archive, signal }: ArticleOptions, ask: (archive: Archive) => Promise<T>, has: (answer: T) => boolean) {
    const named = this.sources.filter(({ address }) => address === archive);
    const seen = [...(this.#places.get(id) ?? [])];
    const asked = named.length > 0 ? named : seen.length > 0 ? seen : this.sources;
    const { told } = await gather(asked, ask, signal);
    const found = told.find(({ answer }) => has(answer)) ?? told[0];
    if (!found) {
      throw new Error("No archive was asked");
    }
    return found;
  }

  #note({ id }: ArticleRecord, source: Source | undefined): void {
    if (source) {
      this.#places.set(id, (this.#places.get(id) ?? new Set()).add(source));
    }
  }

  #ranking(key: string, begin: () => Promise<Ranking>): Promise<Ranking> {
    const known = this.#rankings.get(key) ?? begin();
    known.catch(() => this.#rankings.get(key) === known && this.#rankings.delete(key));
    // The latest last.
    this.#rankings.delete(key);
    this.#rankings.set(key, known);
    for (const old of [...this.#rankings.keys()].slice(0, -KEPT)) {
      this.#rankings.delete(old);
    }
    return known;
  }
}

function costOf(answers: readonly { cost: Answer["cost"] }[]): Answer["cost"] {
  return {
    rounds: Math.max(0, ...answers.map(({ cost }) => cost.rounds)),
    shards: sum(answers.map(({ cost }) => cost.shards)),
    bytes: sum(answers.map(({ cost }) => cost.bytes)),
  };
}
