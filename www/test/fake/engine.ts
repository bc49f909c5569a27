/** A test double with the module's face: it needs the same kinds of files in the same rounds, and searches by plain comparison. */

import type { EngineOptions, Step } from "dalil:glue";

import type { Answer, ArticleAnswer, ArticleRecord, Facet, Place, SimilarAnswer, SuggestAnswer } from "../../src/dalil.js";
import type { Written, WrittenHit } from "../../src/host/written.ts";

/** An article of the invented archive. */
export interface Article {
  id: string;
  title: string | null;
  text: string;
  date: string | null;
  source: string | null;
  section: string | null;
  language: string;
  url: string | null;
  picture?: string;
  also?: Place[];
}

export const DICTIONARY = "terms-fa4e/dictionary-0.js";
export const ARTICLES = "articles-fa4e/articles-0.js";

type Payload = Uint8Array | "failed";

/** Searches the invented archive. */
export class FakeEngine {
  #files = new Map<string, Payload>();

  constructor(
    header: string,
    payload: Uint8Array,
    private readonly trap: () => void,
  ) {
    if (!header.startsWith("dalil 1 ") || payload.length === 0) {
      throw new Error("manifest.js is of another format");
    }
  }

  about(): { title: string | null; notices: string[]; articles: number } {
    return { title: "The Harbour Archive", notices: ["The articles belong to those who wrote them."], articles: 40 };
  }

  search(query: string, options: EngineOptions): Step<Written<Answer>> {
    if (query === "trap") {
      this.trap();
    }
    const wanted = query === "stick" ? ["terms-fa4e/postings-9.js"] : [];
    return this.#answer(wanted, (all, ending) => ({ ...find(all, query, options), ...ending }));
  }

  suggest(query: string, limit: number): Step<SuggestAnswer> {
    return this.#answer([], (all, ending) => {
      const found = all.filter(({ title }) => title && fold(title).startsWith(fold(query))).slice(0, limit);
      return { query, suggestions: found.map(({ id, title, url }) => ({ text: title ?? "", kind: "title", count: 1, id, url })), ...ending };
    });
  }

  similar(id: string, limit: number): Step<Written<SimilarAnswer>> {
    return this.#answer([], (all, ending) => {
      const own = all.find((article) => article.id === id);
      const found = all.filter((article) => own && article.title === own.title && article.id !== id).slice(0, limit);
      return { id, known: own !== undefined, hits: found.map((article) => hitOf(article, 1, [], true)), ...ending };
    });
  }

  article(id: string): Step<ArticleAnswer> {
    return this.#answer([], (all, ending) => {
      const place = all.findIndex((article) => article.id === id);
      const [own, previous, next] = [place, place - 1, place + 1].map((at) => all[at]);
      const stored = own && {
        ...recordOf(own),
        text: own.text,
        captions: [],
        previous: previous ? recordOf(previous) : null,
        next: next ? recordOf(next) : null,
        same_day: all.filter((article) => article.date === own.date && article !== own).map(recordOf),
        same_day_more: 0,
      };
      return { id, article: stored ?? null, ...ending };
    });
  }

  /** The dictionary first, then the articles. */
  #answer<T>(wanted: readonly string[], answer: (all: readonly Article[], ending: Pick<Answer, "cost" | "incomplete">) => T): Step<T> {
    for (const path of [DICTIONARY, ...wanted, ARTICLES]) {
      if (!this.#files.has(path)) {
        return { need: path === DICTIONARY ? [DICTIONARY, ...wanted] : [path] };
      }
    }
    const incomplete = [...this.#files].filter(([, payload]) => payload === "failed").map(([path]) => path);
    const articles = this.#files.get(ARTICLES) ?? "failed";
    const all = articles === "failed" ? [] : (JSON.parse(new TextDecoder().decode(articles)) as Article[]);
    return { answer: answer(all, { incomplete, cost: { rounds: 2, shards: 2, bytes: 0 } }) };
  }

  accept(path: string, header: string, payload: Uint8Array, stored: number): void {
    const [, , folder, kind, number] = header.split(" ");
    if (`${folder}/${kind}-${number}.js` !== path || stored < header.length) {
      throw new Error(`${path} is not what it should be: it says it is ${header}`);
    }
    this.#files.set(path, payload);
  }

  fail(path: string): void {
    this.#files.set(path, "failed");
  }

  retry(): void {
    for (const [path, payload] of this.#files) {
      if (payload === "failed") {
        this.#files.delete(path);
      }
    }
  }
}

function find(all: readonly Article[], query: string, options: EngineOptions): Omit<Written<Answer>, "incomplete" | "cost"> {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const known = words.filter((word) => all.some((article) => score(article, [word]) > 0));
  const inTime = all.filter(({ date }) => within(date, options));
  const chosen = inTime.filter((article) =>
    Object.entries(options.filters).every(([field, values]) => values.includes(valueOf(article, field) ?? "")),
  );
  const found = chosen.map((article) => ({ article, score: score(article, known) })).filter((hit) => hit.score > 0);
  const whole = found.filter(({ article }) => known.every((word) => score(article, [word]) > 0));
  const part = whole.length > 0 ? found.filter((hit) => !whole.includes(hit)) : [];
  const [first, rest] = [whole.length > 0 ? whole : found, part].map((hits) => hits.sort((a, b) => compare(a, b, options.sort)));
  const ranked = first ?? [];
  return {
    query,
    total: ranked.length,
    total_is: "exact",
    some_words: part.length,
    hits: [...ranked, ...(rest ?? [])].slice(options.offset, options.offset + options.limit).map((hit) => hitOf(hit.article, hit.score, known, ranked.includes(hit))),
    suggestion: ranked.length === 0 && query === "embasy" ? "embassy" : null,
    understood: {
      missing: words.filter((word) => !known.includes(word)),
      ignored: words.includes("of") ? ["of"] : [],
      corrected: [],
      expanded: [],
      words: known.map((word) => ({ value: word, count: all.filter((article) => score(article, [word]) > 0).length })),
    },
    facets: {
      section: count(ranked.map(({ article }) => article.section), options.facets),
      source: count(ranked.map(({ article }) => article.source), options.facets),
      language: count(ranked.map(({ article }) => article.language), options.facets),
    },
    timeline: [],
  };
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function score({ title, text }: Article, words: readonly string[]): number {
  const folded = fold(`${title ?? ""} ${text}`);
  return words.reduce((sum, word) => sum + folded.split(word).length - 1, 0);
}

function compare(one: { article: Article; score: number }, other: typeof one, sort: string): number {
  const dates = (one.article.date ?? "").localeCompare(other.article.date ?? "");
  return sort === "newest" ? -dates : sort === "oldest" ? dates : other.score - one.score || -dates;
}

function within(date: string | null, { after, before }: EngineOptions): boolean {
  return (!after && !before) || (date !== null && (!after || date >= after) && (!before || date < before));
}

function valueOf(article: Article, field: string): string | null {
  return field === "section" || field === "source" || field === "language" ? article[field] : null;
}

function count(values: readonly (string | null)[], facets: string): Facet {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const sorted = [...counts].map(([value, n]) => ({ value, count: n })).sort((one, other) => other.count - one.count);
  return { values: sorted.slice(0, 20), more: Math.max(0, sorted.length - 20), is: facets === "exact" ? "exact" : "at_least" };
}

function recordOf(article: Article): ArticleRecord {
  return {
    id: article.id,
    url: article.url,
    title: article.title,
    date: article.date,
    source: article.source,
    section: article.section,
    byline: null,
    language: article.language,
    picture: article.picture ?? null,
    also: article.also ?? [],
  };
}

function hitOf(article: Article, points: number, words: readonly string[], whole: boolean): WrittenHit {
  const parts = [""];
  for (const text of article.text.split(/(\P{L}+)/u)) {
    const mark = text !== "" && words.some((word) => fold(text).startsWith(word));
    if (mark === (parts.length % 2 === 1)) {
      parts.push("");
    }
    parts.push((parts.pop() ?? "") + text);
  }
  return {
    ...recordOf(article),
    spellings: [],
    tier: whole ? 0 : 4,
    score: points,
    excerpt: [false, ...parts],
  };
}
