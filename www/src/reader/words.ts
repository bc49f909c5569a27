/** Which places of a text are the words of a search: those that were typed, and the forms and spellings that the answer shows. */

import type { Answer } from "../dalil.js";

/** Words that follow each other, folded. */
export interface Wanted {
  readonly words: readonly string[];
  /** The last may go on. */
  readonly isBeginning: boolean;
}

/** From where to where in a text. */
export type Place = readonly [start: number, end: number];

const QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02';
/** A sign in front, a field, and what stands in quotation marks or up to the next blank. */
const TOKEN = new RegExp(`(-?)(?:(\\p{L}+):)?(?:[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]|([^\\s()${QUOTES}]+))`, "gu");
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const DATES = ["after", "before", "date"];
/** Scripts without blanks, in which a word is a part of a longer run. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What to look for; without an answer, what was typed. */
export function wantedWords(query: string, answer: Answer | null): Wanted[] {
  const wanted = new Map<string, Wanted>();
  const ignored = (answer?.understood.ignored ?? []).map(fold);
  const want = (text: string, isBeginning = false): void => {
    const words = [...text.matchAll(WORD)].map(([word]) => fold(word)).filter((word) => word !== "");
    if (words.length > 0 && !(words.length === 1 && ignored.includes(words[0] ?? ""))) {
      wanted.set(`${words.join(" ")}${isBeginning ? "*" : ""}`, { words, isBeginning });
    }
  };
  for (const [, minus, field, phrase, word] of query.matchAll(TOKEN)) {
    if (!minus && !DATES.includes(field ?? "") && word !== "OR") {
      want(phrase ?? word ?? "", word?.endsWith("*"));
    }
  }
  if (answer) {
    const { corrected, expanded } = answer.understood;
    [...corrected, ...expanded].forEach(({ to }) => want(to));
    answer.hits.flatMap((hit) => hit.excerpt_parts).forEach(({ text, mark }) => mark && want(text));
  }
  return [...wanted.values()];
}

/** Where they stand, in order, none within another. */
export function findWords(text: string, wanted: readonly Wanted[]): Place[] {
  const spaced = wanted.filter(({ words }) => !words.some((word) => UNSPACED.test(word)));
  const found = [...text.matchAll(WORD)].map((match): [string, number, number] => [fold(match[0]), match.index, match.index + match[0].length]);
  const places: Place[] = [];
  for (let i = 0; i < found.length; ) {
    const at = i;
    const lengths = spaced.map(({ words, isBeginning }) => (follows(found, at, words, isBeginning) ? words.length : 0));
    const taken = Math.max(0, ...lengths);
    const [first, last] = [found[i], found[i + taken - 1]];
    if (taken > 0 && first && last) {
      places.push([first[1], last[2]]);
    }
    i += Math.max(1, taken);
  }
  return merged([...places, ...wanted.filter((one) => !spaced.includes(one)).flatMap(({ words }) => within(text, words.join("")))]);
}

function follows(found: readonly [string, number, number][], at: number, words: readonly string[], isBeginning: boolean): boolean {
  return words.every((word, i) => {
    const own = found[at + i]?.[0];
    return isBeginning && i === words.length - 1 ? own?.startsWith(word) : own === word;
  });
}

function within(text: string, word: string): Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    places.push([at, at + word.length]);
  }
  return places;
}

function merged(places: readonly Place[]): Place[] {
  let reached = 0;
  return [...places]
    .sort((one, other) => one[0] - other[0])
    .filter(([start, end]) => {
      const isFree = start >= reached;
      reached = Math.max(reached, end);
      return isFree;
    });
}

/** The same for all ways in which readers write a letter: without case, accents and vowel signs. */
export function fold(word: string): string {
  const plain = word.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase();
  return plain.replaceAll("\u0649", "\u064a").replaceAll("\u06cc", "\u064a").replaceAll("\u06a9", "\u0643").replaceAll("\u0629", "\u0647");
}
