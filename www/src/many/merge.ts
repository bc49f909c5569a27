/** What several archives answered, as one answer. */

import type { Answer, Certainty, Facet, Suggestion, Understood } from "../dalil.js";
import { own } from "../own.ts";

/** From this tier on a hit lacks words of the query. */
export const SOME_WORDS = 4;
/** So many values of a field are given. */
const VALUES = 20;

/** An archive's part of a search. */
export interface Part {
  readonly address: string;
  readonly answer: Answer;
  /** How many articles have every word, and how many only some. */
  readonly counts: { whole: number; some: number };
}

/** An archive's answer, with what its total counts: `lacks` says that it has not all words that another one has. */
export function partOf(address: string, answer: Answer, lacks: boolean): Part {
  const [first] = answer.hits;
  const isWhole = !lacks && (first?.tier ?? 0) < SOME_WORDS;
  const { total, some_words } = answer;
  return { address, answer, counts: isWhole ? { whole: total, some: some_words } : { whole: 0, some: total + some_words } };
}

/** All but the hits and what failed. */
export function mergeAnswers(query: string, parts: readonly Part[]): Omit<Answer, "hits"> {
  const answers = parts.map(({ answer }) => answer);
  const [whole, some] = [sum(parts.map(({ counts }) => counts.whole)), sum(parts.map(({ counts }) => counts.some))];
  // Counts are those of the total: of the articles with every word where there are any.
  const counted = parts.filter(({ counts }) => whole === 0 || counts.whole > 0).map(({ answer }) => answer);
  const understood = mergeUnderstood(answers.map((answer) => answer.understood));
  return {
    query,
    total: whole || some,
    total_is: certainty(answers.map(({ total_is }) => total_is)),
    some_words: whole > 0 ? some : 0,
    suggestion: suggested(answers, understood),
    understood,
    facets: mergeFacets(counted.map(({ facets }) => facets)),
    timeline: mergeTimeline(counted.map(({ timeline }) => timeline)),
    cost: {
      rounds: Math.max(...answers.map(({ cost }) => cost.rounds)),
      shards: sum(answers.map(({ cost }) => cost.shards)),
      bytes: sum(answers.map(({ cost }) => cost.bytes)),
    },
    incomplete: parts.flatMap(({ address, answer }) => answer.incomplete.map((file) => new URL(file, address).href)),
  };
}

/** Values added up. A count is exact where every archive named the value or had none to leave out. */
export function mergeFacets(all: readonly Answer["facets"][]): Answer["facets"] {
  const fields = [...new Set(all.flatMap((facets) => Object.keys(facets)))];
  return Object.fromEntries(fields.map((field) => [field, mergeFacet(all.flatMap((facets) => own(facets, field) ?? []))]));
}

function mergeFacet(facets: readonly Facet[]): Facet {
  const counts = new Map<string, number>();
  for (const { value, count } of facets.flatMap(({ values }) => values)) {
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  const sorted = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const values = sorted.slice(0, VALUES);
  const isWhole = ({ values: named, more }: Facet): boolean => more === 0 || values.every(({ value }) => named.some((one) => one.value === value));
  const is = facets.every(isWhole) ? certainty(facets.map((facet) => facet.is)) : "at_least";
  return { values, more: sorted.length - values.length + Math.max(0, ...facets.map(({ more }) => more)), is };
}

/** Months added up, in order; those without a date last. */
export function mergeTimeline(all: readonly Answer["timeline"][]): Answer["timeline"] {
  const counts = new Map<string | null, number>();
  for (const { month, count } of all.flat()) {
    counts.set(month, (counts.get(month) ?? 0) + count);
  }
  const order = (month: string | null): string => month ?? "\uffff";
  return [...counts].map(([month, count]) => ({ month, count })).sort((a, b) => (order(a.month) < order(b.month) ? -1 : 1));
}

/** What holds for all of them is missing; what only some had to correct was searched besides. */
function mergeUnderstood(all: readonly Understood[]): Understood {
  const inAll = (words: (one: Understood) => readonly string[]): string[] => {
    const [first, ...rest] = all.map(words);
    return [...new Set(first ?? [])].filter((word) => rest.every((others) => others.includes(word)));
  };
  const pairs = distinct(all.flatMap(({ corrected }) => corrected));
  const isUnknown = ({ corrected, missing }: Understood, word: string): boolean => missing.includes(word) || corrected.some(({ from }) => from === word);
  const corrected = pairs.filter(({ from }) => all.every((one) => isUnknown(one, from)));
  const besides = pairs.filter((pair) => !corrected.includes(pair));
  const words = new Map<string, number>();
  for (const { value, count } of all.flatMap((one) => one.words ?? [])) {
    words.set(value, (words.get(value) ?? 0) + count);
  }
  return {
    missing: inAll(({ missing }) => missing),
    ignored: inAll(({ ignored }) => ignored),
    corrected,
    expanded: distinct([...all.flatMap(({ expanded }) => expanded), ...besides]),
    words: [...words].map(([value, count]) => ({ value, count })),
  };
}

/** Where words were corrected, the query as it was searched; else one that any archive offers, where none has found anything. */
function suggested(answers: readonly Answer[], { corrected }: Understood): string | null {
  const offering = answers.filter(({ suggestion }) => suggestion !== null);
  const correcting = offering.find(({ understood }) => understood.corrected.length > 0);
  const found = answers.some(({ total, suggestion }) => total > 0 && suggestion === null);
  return corrected.length > 0 ? (correcting?.suggestion ?? null) : found ? null : (offering[0]?.suggestion ?? null);
}

/** Completions in turn, each once with its counts added up; titles last, as each archive has them. */
export function mergeSuggestions(all: readonly (readonly Suggestion[])[], limit: number): Suggestion[] {
  const merged = new Map<string, Suggestion>();
  for (let rank = 0; rank < Math.max(0, ...all.map(({ length }) => length)); rank++) {
    for (const suggestion of all.flatMap((suggestions) => suggestions[rank] ?? [])) {
      const key = `${suggestion.kind === "title"} ${suggestion.text.toLowerCase()}`;
      const known = merged.get(key);
      merged.set(key, known ? { ...known, count: known.count + suggestion.count } : suggestion);
    }
  }
  const [words, titles] = [true, false].map((isWord) => [...merged.values()].filter(({ kind }) => (kind !== "title") === isWord));
  return [...(words ?? []), ...(titles ?? [])].slice(0, limit);
}

function distinct(pairs: readonly { from: string; to: string }[]): { from: string; to: string }[] {
  return [...new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair])).values()];
}

function certainty(all: readonly Certainty[]): Certainty {
  return all.every((one) => one === "exact") ? "exact" : "at_least";
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
