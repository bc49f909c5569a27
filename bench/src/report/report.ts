/** A run as Markdown: what was measured, on what, and what came out. */

import type { EngineName } from "../engines/engine.ts";
import type { Measured } from "../plan.ts";
import type { Run } from "../run.ts";
import { goals, quotient } from "./asked.ts";
import { byKind, figures, type Figures } from "./figures.ts";
import { count, kilobytes, mebibytes, megabytes, milliseconds, ratio, seconds, show, table, type Format } from "./table.ts";

const LINES: readonly [what: string, of: (figures: Figures) => number | null, format: Format][] = [
  ["**first search of a new visitor**: bytes", ({ first }) => first.bytes, kilobytes],
  ["of these whatever is asked (start-up)", ({ first }) => first.startUpBytes, kilobytes],
  ["for the query itself", ({ first }) => first.queryBytes, kilobytes],
  ["requests", ({ first }) => first.requests, count],
  ["dependent rounds", ({ first }) => first.rounds, count],
  ["time on 4G", ({ first }) => first.milliseconds, milliseconds],
  ["**each further query**: bytes, median", ({ further }) => further.bytes.median, kilobytes],
  ["bytes, p95", ({ further }) => further.bytes.p95, kilobytes],
  ["requests, median", ({ further }) => further.requests.median, count],
  ["requests, p95", ({ further }) => further.requests.p95, count],
  ["dependent rounds, median", ({ further }) => further.rounds.median, count],
  ["dependent rounds, p95", ({ further }) => further.rounds.p95, count],
  ["time on 4G, median", ({ further }) => further.milliseconds.median, milliseconds],
  ["time on 4G, p95", ({ further }) => further.milliseconds.p95, milliseconds],
  ["**two common words**: bytes, median", ({ common }) => common.bytes.median, kilobytes],
  ["time on 4G, median", ({ common }) => common.milliseconds.median, milliseconds],
  ["**computing a query**, all loaded: median", ({ computing }) => computing.median, milliseconds],
  ["p95", ({ computing }) => computing.p95, milliseconds],
  ["**memory** of scripts and WebAssembly: after the first search", ({ memory }) => memory.afterFirst, mebibytes],
  ["after all queries", ({ memory }) => memory.afterAll, mebibytes],
  ["**build**: wall time", ({ build }) => build.seconds, seconds],
  ["peak memory of its largest process", ({ build }) => build.largestProcess, mebibytes],
  ["peak memory of all its processes", ({ build }) => build.allProcesses, mebibytes],
  ["**on disk**: bytes", ({ disk }) => disk.bytes, megabytes],
  ["files", ({ disk }) => disk.files, count],
];

/** All tables of a run. */
export function runReport(run: Run): string {
  const engines = entries(run).map(([name, measured]) => ({ name, measured, figures: figures(measured) }));
  const dalil = engines.find(({ name }) => name === "dalil")?.figures;
  const pagefind = engines.find(({ name }) => name === "pagefind")?.figures;
  const head = ["", ...engines.map(({ measured }) => `${measured.title} ${measured.version}`), "Dalil / Pagefind"];
  const rows = LINES.map(([what, of, format]) => [
    what,
    ...engines.map((engine) => show(of(engine.figures), format)),
    dalil && pagefind ? show(quotient(of(dalil), of(pagefind)), ratio) : "–",
  ]);
  const parts = [`## ${run.corpus.name}`, circumstances(run), table(head, rows)];
  if (dalil && pagefind) {
    parts.push("### Against what is asked", goals(run.corpus, dalil, pagefind));
  }
  for (const { measured } of engines) {
    parts.push(`### ${measured.title}: what comes over the line, by kind of file`, kinds(measured));
  }
  return `${parts.join("\n\n")}\n`;
}

/** The engines of a run in their order. */
export function entries(run: Run): [EngineName, Measured][] {
  return Object.entries(run.engines) as [EngineName, Measured][];
}

/** On what and when it was measured. */
export function circumstances({ date, corpus, machine, repetitions, queries }: Run): string {
  const { processor, cores, memory, system, node, browser, load } = machine;
  const lines = [
    `${count(corpus.records)} records (${megabytes(corpus.bytes)}), ${date.slice(0, 16).replace("T", " ")} UTC; ${browser}, Node ${node};`,
    `${processor}, ${cores} cores, ${mebibytes(memory)}, ${system}; load ${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after.`,
    `${repetitions === 1 ? "One repetition" : `Medians over ${repetitions} repetitions in turn`}; ${queries.first.length} new visitors, ` +
      `${queries.mixed.length} further queries, ${queries.common.length} of two common words (seed ${queries.seed}).`,
  ];
  // The bench itself keeps about one core busy.
  if (load.before > cores / 2 || load.after > 2 * cores) {
    lines.push("**The machine was busy with other work: times, above all those of builds and of computing, say little.**");
  }
  return lines.join("\n");
}

function kinds({ first, further }: Measured): string {
  const ofFirst = byKind(first);
  const ofFurther = byKind(further);
  const names = [...new Set([...ofFirst, ...ofFurther].map(({ kind }) => kind))];
  const cells = (found: ReturnType<typeof byKind>, name: string): string[] => {
    const one = found.find(({ kind }) => kind === name);
    return [show(one?.requests, (value) => value.toFixed(1)), show(one?.bytes, kilobytes)];
  };
  return table(
    ["mean of a search", "first: requests", "first: bytes", "further: requests", "further: bytes"],
    names.map((name) => [name, ...cells(ofFirst, name), ...cells(ofFurther, name)]),
  );
}
