/** What Dalil asks of itself, as ratios to Pagefind in the same run. */

import type { Figures } from "./figures.ts";
import { count, ratio, show, table, type Format } from "./table.ts";

interface Goal {
  what: string;
  of: (figures: Figures) => number | null;
  /** The largest ratio; null where none is asked of this corpus. */
  most: number | ((corpus: string) => number | null);
}

/** Archives under 1,000 articles are to need one round less. */
const SMALL = 1_000;

const GOALS: readonly Goal[] = [
  { what: "first search: bytes", of: ({ first }) => first.bytes, most: firstBytes },
  { what: "first search: time on 4G", of: ({ first }) => first.milliseconds, most: 0.5 },
  { what: "each further query: bytes, median", of: ({ further }) => further.bytes.median, most: 0.65 },
  { what: "each further query: bytes, p95", of: ({ further }) => further.bytes.p95, most: 0.4 },
  { what: "each further query: time on 4G, median", of: ({ further }) => further.milliseconds.median, most: 0.8 },
  { what: "each further query: time on 4G, p95", of: ({ further }) => further.milliseconds.p95, most: 0.8 },
  { what: "computing a query, median", of: ({ computing }) => computing.median, most: 0.3 },
  { what: "computing a query, p95", of: ({ computing }) => computing.p95, most: 0.3 },
  { what: "build: wall time", of: ({ build }) => build.seconds, most: 0.3 },
  { what: "build: peak memory (largest process)", of: ({ build }) => build.largestProcess, most: 0.25 },
  { what: "bytes on disk", of: ({ disk }) => disk.bytes, most: 1.2 },
  { what: "files on disk", of: ({ disk }) => disk.files, most: 0.33 },
];

function firstBytes(corpus: string): number | null {
  if (corpus.startsWith("reuters21578")) {
    return 0.42;
  }
  return corpus === "current-events" ? 0.15 : null;
}

/** The table of goals: what is reached, what is asked, and whether the one is enough for the other. */
export function goals(corpus: { name: string; records: number }, dalil: Figures, pagefind: Figures): string {
  const rows = GOALS.map(({ what, of, most }) => {
    const asked = typeof most === "number" ? most : most(corpus.name);
    return row(what, quotient(of(dalil), of(pagefind)), asked, ratio);
  });
  const rounds = row("first search: dependent rounds (a number, the most of any)", dalil.first.mostRounds, corpus.records < SMALL ? 3 : 4, count);
  return table(["Dalil / Pagefind", "reached", "asked", ""], [...rows.slice(0, 1), rounds, ...rows.slice(1)]);
}

function row(what: string, reached: number | null, asked: number | null, format: Format): string[] {
  const verdict = reached === null || asked === null ? "" : reached <= asked ? "yes" : "no";
  return [what, show(reached, format), show(asked, format), verdict];
}

/** One value divided by the other, where both are there. */
export function quotient(value: number | null, by: number | null): number | null {
  return value === null || by === null || by === 0 ? null : value / by;
}
