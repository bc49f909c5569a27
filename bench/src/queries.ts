/** Queries made of the corpus itself: a seed decides which, so that a run can be repeated. */

import type { Article } from "./records.mjs";
import { Chance } from "./random.ts";

/** The queries of a run, as they are stored with it. */
export interface Queries {
  seed: number;
  /** What new visitors ask first. */
  first: string[];
  /** What one visitor asks one after the other: one to three words, rare and common ones, words out of one title. */
  mixed: string[];
  /** Two common words each, of which some article has both. */
  common: string[];
}

/** How many queries of each kind; kinds are described where they are made. */
const MIX: readonly [kind: Kind, count: number][] = [
  [["rare"], 8],
  [["middle"], 8],
  [["common"], 8],
  [["common", "rare"], 8],
  [["title", "title"], 10],
  [["common", "middle", "rare"], 8],
  [["title", "title", "title"], 10],
];

/** The words of a query: each by how frequent it is, all out of one article. */
type Kind = readonly Frequency[];
type Frequency = "rare" | "middle" | "common" | "title";

/** In how many articles a word of each frequency is: from, up to. Words in more than 8 % of the articles say too little to be asked for. */
const BORDERS = { common: [0.015, 0.08], middle: [0.001, 0.015] } as const;
const RARE = [2, 10] as const;

const FIRST_VISITORS = 8;
const COMMON_PAIRS = 10;
const SHORTEST_WORD = 4;
/** Beyond so many articles only each second, third, ... is looked at, which is enough to choose words from. */
const LOOKED_AT = 20_000;

/** Makes the queries of a corpus. */
export function makeQueries(articles: readonly Article[], seed: number): Queries {
  const step = Math.ceil(articles.length / LOOKED_AT);
  const sample = articles.filter((_, place) => place % step === 0);
  const maker = new Maker(sample, new Chance(seed));
  const mixed = maker.chance.shuffle(MIX.flatMap(([kind, count]) => maker.make(kind, count)));
  const first = maker.chance.shuffle([...maker.make(["title", "title"], FIRST_VISITORS / 2), ...maker.make(["common", "middle"], FIRST_VISITORS / 2)]);
  return { seed, first, mixed, common: maker.make(["common", "common"], COMMON_PAIRS) };
}

class Maker {
  readonly #frequencies: Map<string, number>;
  readonly #asked = new Set<string>();

  constructor(
    private readonly articles: readonly Article[],
    readonly chance: Chance,
  ) {
    this.#frequencies = countArticles(articles);
  }

  /** So many queries of a kind, none asked before; fewer where the corpus has not so many. */
  make(kind: Kind, count: number): string[] {
    const queries: string[] = [];
    for (let tries = 0; tries < count * 500 && queries.length < count; tries++) {
      const query = this.#fromOneArticle(kind);
      if (query !== null && !this.#asked.has(query)) {
        this.#asked.add(query);
        queries.push(query);
      }
    }
    return queries;
  }

  #fromOneArticle(kind: Kind): string | null {
    const article = this.chance.pick(this.articles);
    if (!article) {
      return null;
    }
    const query: string[] = [];
    const all = wordsOf(`${article.title} ${article.text}`);
    for (const frequency of kind) {
      const words = frequency === "title" ? wordsOf(headline(article)) : all;
      const word = this.chance.pick(words.filter((word) => !query.includes(word) && this.#has(word, frequency)));
      if (word === undefined) {
        return null;
      }
      query.push(word);
    }
    return query.join(" ");
  }

  #has(word: string, frequency: Frequency): boolean {
    const documents = this.#frequencies.get(word) ?? 0;
    const share = documents / this.articles.length;
    switch (frequency) {
      case "rare":
        return documents >= RARE[0] && documents <= RARE[1];
      case "middle":
        return documents > RARE[1] && share >= BORDERS.middle[0] && share < BORDERS.middle[1];
      case "common":
        return share >= BORDERS.common[0] && share < BORDERS.common[1];
      case "title":
        return documents >= RARE[0] && share < BORDERS.common[1];
    }
  }
}

/** Where an article has no title, people show its beginning. */
function headline(article: Article): string {
  return article.title || article.text.split(/\s+/).slice(0, 12).join(" ");
}

/** The different words of a text that a reader would look for: of letters, in lower case, not too short. */
export function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length >= SHORTEST_WORD);
}

function countArticles(articles: readonly Article[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const article of articles) {
    for (const word of wordsOf(`${article.title} ${article.text}`)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
