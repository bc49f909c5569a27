/** How costs grow with the archive: one table a cost, one line a size. */

import type { Run } from "../run.ts";
import { figures, type Figures } from "./figures.ts";
import { circumstances, entries } from "./report.ts";
import { count, kilobytes, mebibytes, milliseconds, megabytes, seconds, show, table, type Format } from "./table.ts";

const CURVES: readonly [what: string, of: (figures: Figures) => number | null, format: Format][] = [
  ["start-up, bytes", ({ first }) => first.startUpBytes, kilobytes],
  ["first search, bytes", ({ first }) => first.bytes, kilobytes],
  ["first search, time", ({ first }) => first.milliseconds, milliseconds],
  ["further query, bytes", ({ further }) => further.bytes.median, kilobytes],
  ["further query, bytes p95", ({ further }) => further.bytes.p95, kilobytes],
  ["further query, time", ({ further }) => further.milliseconds.median, milliseconds],
  ["two common words, bytes", ({ common }) => common.bytes.median, kilobytes],
  ["computing", ({ computing }) => computing.median, milliseconds],
  ["computing p95", ({ computing }) => computing.p95, milliseconds],
  ["build, time", ({ build }) => build.seconds, seconds],
  ["build, memory", ({ build }) => build.largestProcess, mebibytes],
  ["on disk, bytes", ({ disk }) => disk.bytes, megabytes],
  ["on disk, files", ({ disk }) => disk.files, count],
];

/** The curves of several runs on growing parts of one corpus. */
export function growthReport(runs: readonly Run[]): string {
  const last = runs.at(-1);
  if (!last) {
    return "";
  }
  const parts = [`## Growth: ${last.corpus.name}`, circumstances(last), "Queries are the same for all sizes, made of the smallest part."];
  for (const [name] of entries(last)) {
    const columns = runs.map((run) => run.engines[name]).map((measured) => (measured ? figures(measured) : null));
    const head = [name, ...runs.map(({ corpus }) => count(corpus.records)), "last / 10,000"];
    parts.push(table(head, CURVES.map(([what, of, format]) => line(what, columns.map((column) => column && of(column)), format, runs))));
  }
  return `${parts.join("\n\n")}\n`;
}

/** The size that growth is counted from. */
const FROM = 10_000;

function line(what: string, values: readonly (number | null)[], format: Format, runs: readonly Run[]): string[] {
  const from = values[runs.findIndex(({ corpus }) => corpus.records === FROM)];
  const to = values.at(-1);
  return [what, ...values.map((value) => show(value, format)), from && to ? `× ${(to / from).toFixed(2)}` : "–"];
}
