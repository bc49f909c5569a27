/** How long the main thread of a page was kept busy without a pause, by Chromium's own trace. */

import type { DevTools, Happened } from "./devtools.ts";

/** An event of a trace; times in microseconds. */
export interface Traced {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Of the processor, without what other programs took. */
  tdur?: number;
  args?: { name?: string; data?: { type?: string } };
}

/** What a page's main thread is called. */
const MAIN_THREAD = "CrRendererMain";
const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];

/** Traces the browser while something happens. */
export async function traced(devtools: DevTools, during: () => Promise<void>): Promise<Traced[]> {
  const events: Traced[] = [];
  let complete = (): void => undefined;
  const completed = new Promise<void>((resolve) => (complete = resolve));
  const stop = devtools.listen((happened: Happened) => {
    if (happened.method === "Tracing.dataCollected") {
      events.push(...(happened.params.value as Traced[]));
    } else if (happened.method === "Tracing.tracingComplete") {
      complete();
    }
  });
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: CATEGORIES } });
  await during();
  await devtools.send("Tracing.end");
  await completed;
  stop();
  return events;
}

/** Milliseconds of processor that each task of the main thread took on the page where keys were pressed, the longest first. */
export function tasks(events: readonly Traced[]): number[] {
  const threadOf = ({ pid, tid }: Traced): string => `${pid} ${tid}`;
  const heard = events.filter(({ name, args }) => name === "EventDispatch" && args?.data?.type === "keydown");
  // The browser's own pages have main threads, too.
  const pages = new Set(heard.map(({ pid }) => pid));
  const names = events.filter(({ name, ph, args }) => ph === "M" && name === "thread_name" && args?.name === MAIN_THREAD);
  const main = new Set(names.filter(({ pid }) => pages.has(pid)).map(threadOf));
  const found = events.filter((event) => event.name === "RunTask" && main.has(threadOf(event)));
  return found.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000).sort((one, other) => other - one);
}
