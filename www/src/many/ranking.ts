/** One search of several archives: their hits in one order, fetched as far as somebody looks. */

import type { Answer, Archive, FailedArchive, Hit, SearchOptions, Sort, Statistics } from "../dalil.js";
import { gather, type Source, type Told } from "./member.ts";
import { mergeAnswers, partOf, SOME_WORDS, sum, type Part } from "./merge.ts";

/** An engine puts each ten ranks in order by their texts, so that it is asked for whole tens. */
const BLOCK = 10;

/** What is asked, apart from the page of it. */
export type Asked = Omit<SearchOptions, "limit" | "offset" | "signal" | "statistics">;

interface List {
  readonly told: Told<Answer>;
  readonly part: Part;
  /** It lacks words that another archive has. */
  readonly lacks: boolean;
  readonly hits: Hit[];
  isWhole: boolean;
}

/** The first of a list that is left. */
interface Head {
  readonly list: List;
  readonly hit: Hit;
  readonly rank: number;
  readonly tier: number;
  readonly score: number;
}

/** The search, with what has come of it. */
export class Ranking {
  readonly merged: Omit<Answer, "hits">;
  readonly #ranked: Hit[] = [];
  readonly #taken = new Map<List, number>();

  private constructor(
    private readonly query: string,
    private readonly asked: Asked,
    private readonly statistics: Statistics | null,
    private readonly lists: readonly List[],
    readonly failed: readonly FailedArchive[],
  ) {
    this.merged = mergeAnswers(query, lists.map(({ part }) => part));
  }

  /** Asks first how often the words stand in each archive, so that all weigh them alike; then for the hits. */
  static async begin(sources: readonly Source[], query: string, asked: Asked, limit: number, signal?: AbortSignal | null): Promise<Ranking> {
    const counted = await gather(sources, (archive) => archive.search(query, { ...asked, limit: 0, signal: signal ?? null }), signal);
    const statistics = addedUp(counted.told);
    const options = { ...asked, limit: blocks(limit), ...(statistics && { statistics }), signal: signal ?? null };
    const found = await gather(counted.told.map(({ source }) => source), (archive) => archive.search(query, options), signal);
    const common = commonlyMissing(found.told);
    const lists = found.told.map((told): List => {
      const { answer, source } = told;
      const lacks = answer.understood.missing.some((word) => !common.has(word));
      return { told, lacks, part: partOf(source.address, answer, lacks), hits: answer.hits, isWhole: answer.hits.length < options.limit };
    });
    return new Ranking(query, asked, statistics, lists, [...counted.failed, ...found.failed]);
  }

  /** The hits of one page. */
  async page(offset: number, limit: number, signal?: AbortSignal | null): Promise<Hit[]> {
    while (this.#ranked.length < offset + limit) {
      await this.#refill(limit, signal);
      const next = this.#next();
      if (!next) {
        break;
      }
      this.#ranked.push(next);
    }
    return this.#ranked.slice(offset, offset + limit);
  }

  /** Every list that may have more has its next hit. */
  async #refill(limit: number, signal?: AbortSignal | null): Promise<void> {
    const empty = this.lists.filter((list) => !list.isWhole && this.#at(list) >= list.hits.length);
    await Promise.all(
      empty.map(async (list) => {
        const from = list.hits.length;
        const options = { ...this.asked, ...(this.statistics && { statistics: this.statistics }), offset: from, limit: blocks(limit), signal: signal ?? null };
        const { hits } = await list.told.archive.search(this.query, options);
        // Two pages may have been asked for at once.
        if (list.hits.length === from) {
          list.hits.push(...hits);
          list.isWhole = hits.length < options.limit;
        }
      }),
    );
  }

  #next(): Hit | null {
    const heads = this.lists.flatMap((list) => {
      const hit = list.hits[this.#at(list)];
      return hit ? [this.#head(list, hit)] : [];
    });
    const [first] = heads.sort((a, b) => a.tier - b.tier || this.#compare(a, b));
    if (!first) {
      return null;
    }
    const { list, hit } = first;
    this.#taken.set(list, this.#at(list) + 1);
    return { ...hit, archive: { title: list.told.archive.title, address: list.told.source.address } };
  }

  #head(list: List, hit: Hit): Head {
    const rank = this.#at(list);
    const tier = tierOf(list, hit);
    const isByDate = (this.asked.sort ?? "relevance") !== "relevance";
    return { list, hit, rank, tier: isByDate ? Number(tier >= SOME_WORDS) : tier, score: scoreAt(list.hits, rank) };
  }

  /** Within a tier; each archive's own order stays, since only the first hits that are left are compared. */
  #compare(a: Head, b: Head): number {
    const sort = this.asked.sort ?? "relevance";
    if (sort !== "relevance") {
      return byDate(a.hit.date, b.hit.date, sort);
    }
    // Scores say nothing where an engine can't be told what all have together; then every archive has its turn.
    return this.statistics ? b.score - a.score || byDate(a.hit.date, b.hit.date, "newest") : a.rank - b.rank;
  }

  #at(list: List): number {
    return this.#taken.get(list) ?? 0;
  }
}

/** Null where an engine is too old to be told. */
function addedUp(told: readonly Told<Answer>[]): Statistics | null {
  const words = new Map<string, number>();
  for (const { archive, answer } of told) {
    if (!(archive as Partial<Archive>).articles || !(answer.understood as Partial<Answer["understood"]>).words) {
      return null;
    }
    for (const { value, count } of answer.understood.words) {
      words.set(value, (words.get(value) ?? 0) + count);
    }
  }
  return { articles: sum(told.map(({ archive }) => archive.articles)), words: Object.fromEntries(words) };
}

/** Words that none of them has. */
function commonlyMissing(told: readonly Told<Answer>[]): Set<string> {
  const [first, ...rest] = told.map(({ answer }) => answer.understood.missing);
  return new Set((first ?? []).filter((word) => rest.every((missing) => missing.includes(word))));
}

/** The best score of a ten stands for its first hit, and so on: within a ten, texts have decided, which no other archive's scores know of. */
function scoreAt(hits: readonly Hit[], rank: number): number {
  const start = rank - (rank % BLOCK);
  const alike = hits.slice(start, start + BLOCK).filter(({ tier }) => tier === hits[rank]?.tier);
  const scores = alike.map(({ score }) => score).sort((a, b) => b - a);
  return scores[alike.indexOf(hits[rank] as Hit)] ?? 0;
}

function tierOf({ lacks }: List, { tier = 0 }: Partial<Hit>): number {
  return lacks && tier < SOME_WORDS ? tier + SOME_WORDS : tier;
}

/** Undated ones come last, whichever order is wanted. */
function byDate(one: string | null, other: string | null, sort: Sort): number {
  if (one === other || one === null || other === null) {
    return Number(one === null) - Number(other === null);
  }
  return (one < other ? -1 : 1) * (sort === "newest" ? -1 : 1);
}

function blocks(limit: number): number {
  return Math.max(1, Math.ceil(limit / BLOCK)) * BLOCK;
}
