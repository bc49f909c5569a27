/** One of several archives that are searched together. */

import type { Archive, FailedArchive } from "../dalil.js";
import { codeOf, Failure, messageOf } from "../failure.ts";

/** An archive by its address. */
export interface Source {
  /** Its folder. */
  readonly address: string;
  /** Opens it, once for all who ask; after a failure, anew. */
  open(): Promise<Archive>;
}

/** Milliseconds for which the others wait for an archive, once one of them has answered. */
export const PATIENCE = 4_000;

/** Those that others have waited for in vain are not waited for again until they have answered. */
const late = new WeakSet<Source>();

/** What one archive answered. */
export interface Told<T> {
  readonly source: Source;
  readonly archive: Archive;
  readonly answer: T;
}

/** What they answered together: in the order of the archives, those that did not left out. */
export interface Gathered<T> {
  readonly told: Told<T>[];
  readonly failed: FailedArchive[];
}

/**
 * Asks all archives at once. One that can't be had, or takes much longer than another, is named and costs nothing but its own answer;
 * where there is none at all, the first one's failure is told.
 */
export async function gather<T>(sources: readonly Source[], ask: (archive: Archive, source: Source) => Promise<T>, signal?: AbortSignal | null): Promise<Gathered<T>> {
  const archives = new Map<Source, Archive>();
  const asked = sources.map(async (source) => {
    const archive = await source.open();
    archives.set(source, archive);
    return { source, archive, answer: await ask(archive, source) };
  });
  const settled = await Promise.allSettled(asked.map((one, i) => unlessLate(one, sources[i] as Source, asked, signal)));
  signal?.throwIfAborted();
  const told = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = settled.flatMap((one, i) => {
    const source = sources[i];
    return one.status === "rejected" && source
      ? [{ address: source.address, title: archives.get(source)?.title ?? null, code: codeOf(one.reason) ?? "failed", message: messageOf(one.reason) } as const]
      : [];
  });
  const [first] = settled;
  if (told.length === 0 && first?.status === "rejected") {
    throw first.reason;
  }
  return { told, failed };
}

/** Waits for one as long as none has answered, then only a while. */
function unlessLate<T>(one: Promise<T>, source: Source, all: readonly Promise<T>[], signal?: AbortSignal | null): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (tell: () => void): void => {
      clearTimeout(timer);
      tell();
    };
    const giveUp = (): void => {
      late.add(source);
      reject(new Failure("unreachable", "It takes much longer than the others"));
    };
    one.then(
      (value) => {
        late.delete(source);
        end(() => resolve(value));
      },
      (error: Error) => end(() => reject(error)),
    );
    Promise.any(all).then(
      () => {
        timer = setTimeout(giveUp, late.has(source) ? 0 : PATIENCE);
        one.catch(() => undefined).finally(() => clearTimeout(timer));
      },
      () => undefined,
    );
    signal?.addEventListener("abort", () => end(() => reject(signal.reason as Error)), { once: true });
  });
}
