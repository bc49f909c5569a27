/** How a query was understood in other words than it was written in, and the way back. */

import type { Answer } from "../dalil.js";

/** More corrections of a word than these are not named. */
const MOST_NAMED = 3;

/** A word as typed, and what was searched for it. */
export interface Respelled {
  readonly from: string;
  readonly to: readonly string[];
}

/** The words that were taken for others, with their likeliest corrections first. */
export function corrections(answer: Answer): Respelled[] {
  return grouped(answer.understood.corrected).map(({ from, to }) => ({ from, to: to.slice(0, MOST_NAMED) }));
}

/** The words with which other spellings were searched. */
export function expansions(answer: Answer): Respelled[] {
  return grouped(answer.understood.expanded);
}

/** The query as it was searched: with the likeliest corrections. */
export function searchedQuery(answer: Answer): string {
  return (answer.understood.corrected.length > 0 && answer.suggestion) || answer.query;
}

/** By which spellings a hit was found, without a correction that all hits share: that one stands above them. */
export function tellingSpellings(answer: Answer, spellings: readonly string[]): readonly string[] {
  const only = corrections(answer).flatMap(({ to }) => (to.length === 1 ? to : []));
  return spellings.filter((spelling) => !only.includes(spelling));
}

// As strings: the scripts are ASCII, and the bundler leaves regular expressions as they are written.
const QUOTES = '"“”„‟«»＂';
const QUOTATION = new RegExp(`([${QUOTES}][^${QUOTES}]*[${QUOTES}])`);
const SIGN = String.raw`[\p{L}\p{M}\p{N}]`;

/** The query with these words in quotation marks, which take them literally; null where they don't stand in it as words. */
export function literally(query: string, words: readonly string[]): string | null {
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const found = new RegExp(`(?<!${SIGN})(?:${escaped.join("|")})(?!${SIGN}|\\*)`, "giu");
  // What stands between quotation marks is literal already.
  const parts = query.split(QUOTATION).map((part, i) => (i % 2 === 1 ? part : part.replace(found, '"$&"')));
  const literal = parts.join("");
  return literal === query ? null : literal;
}

function grouped(pairs: readonly { from: string; to: string }[]): Respelled[] {
  const groups = new Map<string, string[]>();
  for (const { from, to } of pairs) {
    groups.set(from, [...(groups.get(from) ?? []), to]);
  }
  return [...groups].map(([from, to]) => ({ from, to }));
}
