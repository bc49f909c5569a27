/**
 * What the builder of an archive needs to write pages in a language that list the articles: phrases, and numbers and dates as Intl writes
 * them, taken apart, since the builder has no Intl. In patterns `{year}`, `{day}`, `{weekday}` and `{n}` stand for values.
 */

import type { BrowseTable, Table } from "./src/strings/tables/en.ts";

/** Phrases of the page's own table that these pages use, too. */
const SHARED = ["dir", "label", "timeline", "allDates", "previous", "next", "page", "count", "section", "source"] as const;

/** In UTC and by the Gregorian calendar, as the page writes them. */
const USUAL = { timeZone: "UTC", calendar: "gregory" } as const;

/** 2 January 2006 was a Monday; `plus` counts days. */
const monday = (plus: number): Date => new Date(Date.UTC(2006, 0, 2 + plus));

/** The words of one language, as JSON. */
export function browseWords(tag: string, table: Table, browse: BrowseTable): string {
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2006, month, 15)));
  const pattern = (date: Date, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(tag, { ...USUAL, ...options })
      .formatToParts(date)
      .map(({ type, value }) => (["year", "day", "weekday"].includes(type) ? `{${type}}` : value))
      .join("");
  const name = (date: Date, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(tag, { ...USUAL, ...options }).format(date);
  return JSON.stringify({
    lang: tag,
    ...Object.fromEntries(SHARED.map((key) => [key, table[key]])),
    ...browse,
    months: months.map((date) => pattern(date, { year: "numeric", month: "long" })),
    short: months.map((date) => name(date, { month: "short" })),
    days: months.map((date) => pattern(date, { weekday: "long", month: "long", day: "numeric" })),
    weekdays: Array.from({ length: 7 }, (_, day) => name(monday(day), { weekday: "long" })),
    digits: Array.from({ length: 10 }, (_, digit) => new Intl.NumberFormat(tag).format(digit)),
    ...grouping(tag),
  });
}

/** What divides thousands, and the smallest number in which it does. */
function grouping(tag: string): { group: string; grouped: number } {
  const divider = (n: number): string | undefined =>
    new Intl.NumberFormat(tag).formatToParts(n).find(({ type }) => type === "group")?.value;
  return { group: divider(1_234_567) ?? "", grouped: divider(1_000) === undefined ? 10_000 : 1_000 };
}
