/** How costs grow with the archive: one table a cost, one line a size. */

import type { Run } from "../run.ts";
import { figures, type Figures } from "./figures.ts";
import { circumstances, entries } from "./report.ts";
import { count, kilobytes, mebibytes, megabytes, milliseconds, seconds, show, table, type Format } from "./table.ts";

interface Curve {
  what: string;
  of: (figures: Figures) => number | null;
  format: Format;
  /** How many times as much Dalil may need for the whole archive as for its first 10,000 records. */
  asked?: number;
}

const CURVES: readonly Curve[] = [
  { what: "start-up, bytes", of: ({ first }) => first.startUpBytes, format: kilobytes, asked: 1.1 },
  { what: "query of a visitor who has nothing else yet, bytes", of: ({ first }) => first.queryBytes, format: kilobytes, asked: 1.5 },
  { what: "first search, bytes", of: ({ first }) => first.bytes, format: kilobytes },
  { what: "first search, time", of: ({ first }) => first.milliseconds, format: milliseconds },
  { what: "further query, bytes", of: ({ further }) => further.bytes.median, format: kilobytes, asked: 1.5 },
  { what: "further query, bytes p95", of: ({ further }) => further.bytes.p95, format: kilobytes },
  { what: "further query, time", of: ({ further }) => further.milliseconds.median, format: milliseconds },
  { what: "two common words, bytes", of: ({ common }) => common.bytes.median, format: kilobytes, asked: 3 },
  { what: "computing", of: ({ computing }) => computing.median, format: milliseconds },
  { what: "computing, p95", of: ({ computing }) => computing.p95, format: milliseconds },
  { what: "build, time", of: ({ build }) => build.seconds, format: seconds },
  { what: "build, memory of its largest process", of: ({ build }) => build.largestProcess, format: mebibytes },
  { what: "on disk, bytes", of: ({ disk }) => disk.bytes, format: megabytes },
  { what: "on disk, files", of: ({ disk }) => disk.files, format: count },
];

/** The curves of several runs on growing parts of one corpus. */
export function growthReport(runs: readonly Run[]): string {
  const last = runs.at(-1);
  if (!last) {
    return "";
  }
  const parts = [`## Growth: ${last.corpus.name}`, circumstances(last), "Queries are the same for all sizes, made of the smallest part."];
  for (const [name, { title }] of entries(last)) {
    const columns = runs.map((run) => run.engines[name]).map((measured) => (measured ? figures(measured) : null));
    const dalil = name === "dalil";
    const head = [title, ...runs.map(({ corpus }) => count(corpus.records)), "last / 10,000", ...(dalil ? ["asked"] : [])];
    const rows = CURVES.map(({ what, of, format, asked }) => {
      const values = columns.map((column) => column && of(column));
      const limit = asked === undefined ? "" : `under × ${asked.toFixed(2)}`;
      return [what, ...values.map((value) => show(value, format)), growth(values, runs), ...(dalil ? [limit] : [])];
    });
    parts.push(table(head, rows));
  }
  return `${parts.join("\n\n")}\n`;
}

/** The size that growth is counted from. */
const FROM = 10_000;

function growth(values: readonly (number | null)[], runs: readonly Run[]): string {
  const from = values[runs.findIndex(({ corpus }) => corpus.records === FROM)];
  const to = values.at(-1);
  return from && to ? `× ${(to / from).toFixed(2)}` : "–";
}
