/** Hits by year or month, over the span of time that is looked at. */

import type { Answer } from "../../dalil.js";

/** A year or a month, with how many hits it has. */
export interface Period {
  /** "2020" or "2020-09". */
  readonly name: string;
  /** The period after it: a search before that one still takes this one in. */
  readonly next: string;
  readonly count: number;
}

/** More bars than these can't be told apart on a phone, or in a column beside filters. */
const MOST_BARS = 60;
const MONTHS = 12;

/** Months where there is room for them, else years; each of the span, whether it has hits or not. The undated are left out. */
export function periods({ timeline }: Pick<Answer, "timeline">, after: string, before: string): Period[] {
  const counts = new Map<number, number>();
  for (const { month, count } of timeline) {
    if (month !== null) {
      counts.set(monthNumber(month), count);
    }
  }
  if (counts.size === 0) {
    return [];
  }
  // Beyond the ends that the reader has set there is nothing; without them the hits set the ends.
  const first = after === "" ? Math.min(...counts.keys()) : monthNumber(after);
  const last = before === "" ? Math.max(...counts.keys()) : lastMonthBefore(before);
  return last - first < MOST_BARS ? byMonth(counts, first, last) : byYear(counts, first, last);
}

/** How many hits have no date. */
export function undated({ timeline }: Pick<Answer, "timeline">): number {
  return timeline.find(({ month }) => month === null)?.count ?? 0;
}

/** Which of the periods have a mark on the axis: where a year begins, or months where there is no other; some five of them. */
export function marked(shown: readonly Period[]): Period[] {
  const years = shown.filter(({ name }) => name.length === 4 || name.endsWith("-01"));
  const candidates = years.length > 1 ? years : shown;
  const step = [1, 2, 3, 4, 5, 6, 10, 20, 25, 50, 100].find((size) => candidates.length / size <= 6) ?? 100;
  return candidates.filter((_, i) => i % step === 0);
}

function byMonth(counts: ReadonlyMap<number, number>, first: number, last: number): Period[] {
  return range(first, last).map((month) => ({ name: monthName(month), next: monthName(month + 1), count: counts.get(month) ?? 0 }));
}

function byYear(counts: ReadonlyMap<number, number>, first: number, last: number): Period[] {
  const years = new Map<number, number>();
  for (const [month, count] of counts) {
    const year = Math.floor(month / MONTHS);
    years.set(year, (years.get(year) ?? 0) + count);
  }
  return range(Math.floor(first / MONTHS), Math.floor(last / MONTHS)).map((year) => ({
    name: yearName(year),
    next: yearName(year + 1),
    count: years.get(year) ?? 0,
  }));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** Months since the year 0; of a year its January. */
function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * MONTHS + Number(date.slice(5, 7) || 1) - 1;
}

/** The last month that has a day before a date. */
function lastMonthBefore(date: string): number {
  return date.length > 7 && !date.endsWith("-01") ? monthNumber(date) : monthNumber(date) - 1;
}

function monthName(month: number): string {
  return `${yearName(Math.floor(month / MONTHS))}-${String((month % MONTHS) + 1).padStart(2, "0")}`;
}

function yearName(year: number): string {
  return String(year).padStart(4, "0");
}
