import assert from "node:assert/strict";
import { mock, test } from "node:test";

import type { Answer, Archive, Facet, Hit, SearchOptions, Suggestion } from "../src/dalil.js";
import { many } from "../src/many/attach.ts";
import { PATIENCE, type Source } from "../src/many/member.ts";
import { mergeFacets, mergeSuggestions, mergeTimeline } from "../src/many/merge.ts";

/** An article of an invented archive: its id, score, tier and date. */
type Article = [id: string, score: number, tier?: number, date?: string | null];

interface Invented {
  articles?: number;
  /** In how many articles the word stands. */
  count?: number;
  missing?: string[];
  total?: number;
  facets?: Answer["facets"];
  timeline?: Answer["timeline"];
  word?: string;
  suggestions?: Suggestion[];
  /** It is of a version that knows nothing of statistics. */
  isOld?: boolean;
}

/** An archive whose scores follow what it is told of all archives: a word that is rare there counts more. */
function archive(name: string, found: readonly Article[], told: Invented = {}): Source & { asked: SearchOptions[] } {
  const asked: SearchOptions[] = [];
  const { articles = 100, count = found.length, missing = [], isOld = false, word = "lamp" } = told;
  const hits = (options: SearchOptions): Hit[] => {
    const weight = options.statistics ? options.statistics.articles / (options.statistics.words["lamp"] ?? 1) : articles / Math.max(1, count);
    return found.map(([id, score, tier = 0, date = null]) => ({ id, title: id, score: score * weight, ...(isOld ? {} : { tier }), date, excerpt_parts: [] }) as unknown as Hit);
  };
  const whole = found.filter(([, , tier = 0]) => tier < 4).length;
  const opened: Archive = {
    title: name,
    notices: [`Kept by ${name}.`],
    articles: isOld ? (undefined as unknown as number) : articles,
    search: async (query, options = {}) => {
      options.signal?.throwIfAborted();
      asked.push(options);
      const { offset = 0, limit = 10 } = options;
      const words = [{ value: word, count }];
      return {
        query,
        total: told.total ?? (whole || found.length),
        total_is: "exact",
        some_words: whole > 0 ? found.length - whole : 0,
        hits: hits(options).slice(offset, offset + limit),
        suggestion: null,
        understood: { missing, ignored: [], corrected: [], expanded: [], ...(isOld ? {} : { words }) } as unknown as Answer["understood"],
        facets: told.facets ?? {},
        timeline: told.timeline ?? [],
        cost: { rounds: 2, shards: 3, bytes: 100 },
        incomplete: [],
      };
    },
    suggest: async (query) => ({ query, suggestions: told.suggestions ?? [], cost: { rounds: 0, shards: 0, bytes: 0 }, incomplete: [] }),
    similar: async (id) => ({ id, known: found.some(([own]) => own === id), hits: hits({}).slice(0, 1), cost: { rounds: 1, shards: 1, bytes: 1 }, incomplete: [] }),
    article: async (id) =>
      ({ id, article: found.some(([own]) => own === id) ? { id, title: `${id} of ${name}`, same_day: [], previous: null, next: null } : null, incomplete: [] }) as unknown as Awaited<ReturnType<Archive["article"]>>,
  };
  return { address: `https://${name}.example/search/`, open: async () => opened, asked };
}

const failing = (name: string): Source => ({ address: `https://${name}.example/search/`, open: () => Promise.reject(new Error(`${name} is down`)) });
const ids = ({ hits }: Answer): string => hits.map(({ id }) => id).join(" ");

test("hits are in one order by scores that every archive makes from what all have together", async () => {
  // By itself, the small archive finds its word rare and its hits the better ones.
  const small = archive("small", [["s1", 10], ["s2", 4]], { articles: 1000, count: 2 });
  const large = archive("large", [["l1", 12], ["l2", 8]], { articles: 1000, count: 500 });
  const answer = await (await many([small, large])).search("lamp");
  assert.equal(ids(answer), "l1 s1 l2 s2");
  assert.deepEqual(small.asked.at(-1)?.statistics, { articles: 2000, words: { lamp: 502 } });
  assert.deepEqual([answer.total, answer.total_is, answer.failed], [4, "exact", []]);
  assert.deepEqual(answer.hits[0]?.archive, { title: "large", address: "https://large.example/search/" });
  // How often words stand there costs no hits.
  assert.equal(small.asked[0]?.limit, 0);
});

test("words and fields may be called as what every object has", async () => {
  const sources = [archive("one", [["a", 1]], { word: "constructor", count: 2 }), archive("two", [["b", 1]], { word: "__proto__", count: 3 })];
  await (await many(sources)).search("constructor");
  assert.deepEqual(Object.entries(sources[0]?.asked.at(-1)?.statistics?.words ?? {}), [["constructor", 2], ["__proto__", 3]]);
  const counted: Facet = { values: [{ value: "x", count: 1 }], more: 0, is: "exact" };
  assert.deepEqual(mergeFacets([{ valueOf: counted } as never, {}]), { valueOf: counted });
});

test("articles with every word come first, whichever archive they are in", async () => {
  const one = archive("one", [["a", 5], ["b", 90, 4]]);
  const other = archive("other", [["c", 1, 1], ["d", 99, 4]]);
  const answer = await (await many([one, other])).search("lamp brass");
  assert.equal(ids(answer), "a c d b");
  assert.deepEqual([answer.total, answer.some_words], [2, 2]);
});

test("an archive that lacks a word which another has stands behind it, and the word is not called missing", async () => {
  const knows = archive("knows", [["a", 1]]);
  const lacks = archive("lacks", [["b", 50]], { missing: ["brass"] });
  const answer = await (await many([lacks, knows])).search("lamp brass");
  assert.equal(ids(answer), "a b");
  assert.deepEqual([answer.total, answer.some_words, answer.understood.missing], [1, 1, []]);
});

test("by date, the newest of all archives come first, the undated last", async () => {
  const one = archive("one", [["a", 1, 0, "2012-06-23"], ["b", 1, 0, "2001"], ["n", 1]]);
  const other = archive("other", [["c", 9, 1, "2012-07"], ["d", 9, 0, "2005-01-01"]]);
  assert.equal(ids(await (await many([one, other])).search("lamp", { sort: "newest" })), "c a d b n");
});

test("an engine that can't be told what all have is merged by rank", async () => {
  const old = archive("old", [["o1", 1000], ["o2", 900]], { isOld: true });
  const recent = archive("recent", [["r1", 2], ["r2", 1]]);
  const answer = await (await many([old, recent])).search("lamp");
  assert.equal(ids(answer), "o1 r1 o2 r2");
  assert.equal(recent.asked.at(-1)?.statistics, undefined);
});

test("pages follow each other without gaps and repetitions, and each costs only its own hits", async () => {
  const one = archive("one", Array.from({ length: 37 }, (_, i): Article => [`a${i}`, 100 - i]));
  const other = archive("other", Array.from({ length: 23 }, (_, i): Article => [`b${i}`, 90 - i]));
  const together = await many([one, other]);
  const all = ids(await together.search("lamp", { limit: 60 })).split(" ");
  assert.equal(new Set(all).size, 60);
  const paged = await many([one, other]);
  one.asked.length = 0;
  const pages: string[] = [];
  for (let offset = 0; offset < 70; offset += 10) {
    pages.push(ids(await paged.search("lamp", { limit: 10, offset })));
  }
  assert.deepEqual(pages.join(" ").trim().split(" "), all);
  const asked = one.asked.map(({ offset = 0, limit }) => `${offset}+${limit}`);
  assert.equal(new Set(asked).size, asked.length, asked.join(", "));
  // A page by itself is the same.
  assert.equal(ids(await (await many([one, other])).search("lamp", { limit: 10, offset: 30 })), pages[3]);
});

test("an archive that fails costs its own hits, and is named; where all fail the failure is told", async () => {
  const together = await many([failing("down"), archive("up", [["a", 1]])]);
  const answer = await together.search("lamp");
  assert.equal(ids(answer), "a");
  assert.deepEqual(answer.failed, [{ address: "https://down.example/search/", title: null, code: "failed", message: "down is down" }]);
  await assert.rejects(many([failing("one"), failing("other")]), /one is down/);
});

test("one that takes much longer than the others is not waited for, and joins in once it is there", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    let arrive = (): void => undefined;
    const slow = archive("slow", [["s", 9]]);
    const coming = new Promise<Archive>((resolve) => (arrive = () => resolve(slow.open())));
    const opening = many([{ address: slow.address, open: () => coming }, archive("quick", [["q", 1]])]);
    await settled();
    mock.timers.tick(PATIENCE);
    const together = await opening;
    const searching = together.search("lamp");
    await settled();
    mock.timers.tick(1);
    await settled();
    mock.timers.tick(1);
    assert.deepEqual((await searching).failed?.map(({ address }) => address), [slow.address]);
    arrive();
    await settled();
    assert.equal(ids(await together.search("lamp")), "s q");
  } finally {
    mock.timers.reset();
  }
});

async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) {
    await Promise.resolve();
  }
}

test("a search that is given up rejects with the signal's reason, and the same one asked again is answered", async () => {
  const together = await many([archive("one", [["a", 1]]), archive("other", [["b", 2]])]);
  const given = new AbortController();
  const first = together.search("lamp", { signal: given.signal });
  given.abort();
  const second = together.search("lamp");
  await assert.rejects(first, { name: "AbortError" });
  assert.equal(ids(await second), "b a");
});

test("an id leads to the archive it was seen in, to the one that is named, else to the first that has it", async () => {
  const together = await many([archive("one", [["same", 1], ["a", 2]]), archive("other", [["same", 9], ["b", 3]])]);
  assert.equal((await together.article("b")).article?.archive?.title, "other");
  assert.equal((await together.article("same")).article?.title, "same of one");
  assert.equal((await together.article("same", { archive: "https://other.example/search/" })).article?.title, "same of other");
  assert.equal((await together.article("none")).article, null);
  assert.deepEqual((await together.similar("b")).hits.map(({ id, archive: of }) => [id, of?.title]), [["same", "other"]]);
});

test("counts are added up, and are called exact only where no archive left any out", () => {
  const facet = (values: Record<string, number>, more = 0, is: Facet["is"] = "exact"): Answer["facets"] => ({
    section: { values: Object.entries(values).map(([value, count]) => ({ value, count })), more, is },
  });
  const merged = mergeFacets([facet({ News: 3, Letters: 1 }), facet({ News: 2, Wire: 4 })])["section"];
  assert.deepEqual(merged?.values, [{ value: "News", count: 5 }, { value: "Wire", count: 4 }, { value: "Letters", count: 1 }]);
  assert.deepEqual([merged?.is, merged?.more], ["exact", 0]);
  assert.equal(mergeFacets([facet({ News: 3 }, 2), facet({ Wire: 1 })])["section"]?.is, "at_least");
  assert.equal(mergeFacets([facet({ News: 3 }), facet({ News: 1 }, 0, "at_least")])["section"]?.is, "at_least");
  const months = mergeTimeline([[{ month: "2012-06", count: 1 }, { month: null, count: 2 }], [{ month: "2003-01", count: 1 }, { month: "2012-06", count: 4 }]]);
  assert.deepEqual(months, [{ month: "2003-01", count: 1 }, { month: "2012-06", count: 5 }, { month: null, count: 2 }]);
});

test("completions of all archives are offered once, titles last", () => {
  const offer = (text: string, kind: Suggestion["kind"], count: number): Suggestion => ({ text, kind, count, id: null, url: null });
  const merged = mergeSuggestions([[offer("lamp", "word", 3), offer("Lamps of brass", "title", 1)], [offer("Lamp", "word", 2), offer("lantern", "word", 1)]], 8);
  assert.deepEqual(merged.map(({ text, count }) => [text, count]), [["lamp", 5], ["lantern", 1], ["Lamps of brass", 1]]);
});
