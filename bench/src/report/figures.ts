/** What the measurements of one engine come to: one number a line of the table. */

import type { Search } from "../measure.ts";
import type { Measured } from "../plan.ts";
import { median, medians, spread, type Spread } from "../statistics.ts";

/** The figures of one engine. Bytes, milliseconds, counts; null where it was not measured. */
export interface Figures {
  first: {
    bytes: number | null;
    startUpBytes: number | null;
    queryBytes: number | null;
    requests: number | null;
    rounds: number | null;
    mostRounds: number | null;
    milliseconds: number | null;
  };
  further: { bytes: Spread; requests: Spread; rounds: Spread; milliseconds: Spread };
  common: { bytes: Spread; milliseconds: Spread };
  computing: Spread;
  memory: { afterFirst: number | null; afterAll: number | null };
  build: { seconds: number | null; largestProcess: number | null; allProcesses: number | null };
  disk: { bytes: number | null; files: number | null };
}

/** Works the figures out: of each query the median over repetitions, of these the median and the 95th percentile. */
export function figures(measured: Measured): Figures {
  const { first, further, common, computing, builds, rounds } = measured;
  const ofFirst = (value: (search: Search) => number): number | null => median(perQuery(first, value));
  const roundsOfFirst = rounds.first.map((search) => search.rounds);
  const memory = (when: "afterFirst" | "afterAll"): number | null =>
    median(computing.map((repetition) => repetition[when].scripts + repetition[when].webAssembly));
  return {
    first: {
      bytes: ofFirst(({ bytes }) => bytes),
      startUpBytes: ofFirst((search) => startUpBytes(search, measured.startUp)),
      queryBytes: ofFirst((search) => search.bytes - startUpBytes(search, measured.startUp)),
      requests: ofFirst(({ requests }) => requests),
      rounds: median(roundsOfFirst),
      mostRounds: roundsOfFirst.length > 0 ? Math.max(...roundsOfFirst) : null,
      milliseconds: ofFirst(({ milliseconds }) => milliseconds),
    },
    further: {
      bytes: spread(perQuery(further, ({ bytes }) => bytes)),
      requests: spread(perQuery(further, ({ requests }) => requests)),
      rounds: spread(rounds.further.map((search) => search.rounds)),
      milliseconds: spread(perQuery(further, ({ milliseconds }) => milliseconds)),
    },
    common: {
      bytes: spread(perQuery(common, ({ bytes }) => bytes)),
      milliseconds: spread(perQuery(common, ({ milliseconds }) => milliseconds)),
    },
    computing: spread(medians(computing.map(({ milliseconds }) => milliseconds))),
    memory: { afterFirst: memory("afterFirst"), afterAll: memory("afterAll") },
    build: {
      seconds: median(builds.map(({ seconds }) => seconds)),
      largestProcess: median(builds.flatMap(({ largestProcess }) => largestProcess ?? [])),
      allProcesses: median(builds.flatMap(({ allProcesses }) => allProcesses ?? [])),
    },
    disk: { bytes: builds.at(-1)?.bytes ?? null, files: builds.at(-1)?.files ?? null },
  };
}

/** What came in by kind of file, on average for one of these searches; the most bytes first. */
export function byKind(repetitions: readonly (readonly Search[])[]): { kind: string; requests: number; bytes: number }[] {
  const searches = repetitions.flat();
  const sums = new Map<string, { requests: number; bytes: number }>();
  for (const [kind, { requests, bytes }] of searches.flatMap(({ kinds }) => Object.entries(kinds))) {
    const sum = sums.get(kind) ?? { requests: 0, bytes: 0 };
    sums.set(kind, { requests: sum.requests + requests, bytes: sum.bytes + bytes });
  }
  return [...sums]
    .map(([kind, { requests, bytes }]) => ({ kind, requests: requests / searches.length, bytes: bytes / searches.length }))
    .sort((a, b) => b.bytes - a.bytes);
}

function perQuery(repetitions: readonly (readonly Search[])[], value: (search: Search) => number): number[] {
  return medians(repetitions.map((searches) => searches.map(value)));
}

function startUpBytes({ kinds }: Search, startUp: readonly string[]): number {
  return startUp.reduce((sum, kind) => sum + (kinds[kind]?.bytes ?? 0), 0);
}
