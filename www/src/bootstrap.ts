/**
 * Opens archives: finds out which engine an archive brings and hands over to it. An old copy of this script in a cache and a new
 * archive must understand each other, so what is written here holds for ever: the name manifest.js, the folder in its header, the
 * name engine.js, and the call `factory().connect({ base, manifest, engine })`; the name view.js beside it, and what box/contract.ts says.
 */

import { unlessAborted } from "./abort.ts";
import type { Archive } from "./dalil.js";
import { folderOf, type Delivery } from "./envelope.ts";
import { Failure, codeOf } from "./failure.ts";
import { HeadStart, type Foreseen } from "./head-start.ts";
import { ownOf } from "./own.ts";
import { Transport, type Freshness } from "./transport.ts";

/** What engine.js makes. */
export interface Host {
  connect(files: Files): Promise<Archive>;
}

/** What an archive starts from. */
export interface Files {
  base: string;
  manifest: { header: string; data: string };
  engine: { header: string; data: string };
  /** What was asked for already; an engine that does not know of it asks again, and finds it in the cache. */
  foreseen?: Foreseen;
}

/** What many.js makes. */
interface Many {
  many(sources: readonly { address: string; open(): Promise<Archive> }[]): Promise<Archive>;
}

/** The folder of the engine that this script was written together with; the builder puts it here. */
const OWN_ENGINE = "{{engine}}";

/** An archive that is open, or being opened. */
interface Opening {
  readonly transport: Transport;
  /** The folder of the engine that it probably wants, or "". */
  readonly guess: string;
  readonly archive: Promise<Archive>;
  /** The same, maybe before its engine is there. */
  readonly soon: Promise<Archive>;
  /** The folder that its manifest names. */
  readonly folder: () => Promise<string>;
}

const opened = new Map<string, Opening>();
let home = "";

/** Says in which archive's folder this script lies. */
export function livesIn(folder: URL): void {
  home = folder.href;
}

/**
 * Opens the archive at an address, once for all who ask on this page. The archive this script lies in most likely wants the engine
 * that was written with it, which is then asked for at once; a script that is older than its archive costs one request in vain.
 */
export function openArchive(base: URL): Promise<Archive> {
  return openingOf(base).soon;
}

/** Opens several archives as one. How they are searched together is told by the first of them that comes in. */
export async function openArchives(bases: readonly URL[]): Promise<Archive> {
  const [first] = bases;
  if (first && bases.length === 1) {
    return openArchive(first);
  }
  const parts = bases.map(async (base) => loadFrom(base, `${await openingOf(base).folder()}/many.js`));
  try {
    const part = (await Promise.any(parts)) as Many;
    return await part.many(bases.map((base) => ({ address: base.href, open: () => openArchive(base) })));
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}

/** The view that an archive brings, and the folder it lies in. Needs no engine. */
export async function loadView(base: URL): Promise<{ folder: string; view: unknown }> {
  const { transport, guess, archive, folder } = openingOf(base);
  const load = async (name: string, freshness: Freshness): Promise<{ folder: string; view: unknown }> => ({
    folder: name,
    view: made(await transport.run(`${name}/view.js`, freshness), `${name}/view.js`),
  });
  const guessed = isEngineFolder(guess) ? load(guess, "kept") : null;
  guessed?.catch(() => undefined);
  const first = await folder();
  try {
    return await (guessed && guess === first ? guessed : load(first, "kept"));
  } catch {
    // A cache may have kept a manifest of an older build, or half of this file: opening the archive finds out.
    await archive.catch(() => undefined);
    return load(await folder(), "again");
  }
}

/** Runs a file beside the view and gives what it makes. */
export async function loadFrom(base: URL, path: string): Promise<unknown> {
  return made(await openingOf(base).transport.run(path), path);
}

/** Runs a file that came with this script, without opening the archive. */
export async function loadOwn(name: string): Promise<unknown> {
  return made(await new Transport(new URL(home)).run(`${OWN_ENGINE}/${name}`), name);
}

function made({ factory }: Delivery, path: string): unknown {
  const thing = factory?.();
  if (typeof thing !== "object" || thing === null) {
    throw new Failure("damaged", `${path} brings nothing; build the archive again`);
  }
  return thing;
}

function openingOf(base: URL): Opening {
  const known = opened.get(base.href);
  if (known) {
    return known;
  }
  const transport = new Transport(base);
  const guess = base.href === home ? OWN_ENGINE : "";
  let last: string | null = null;
  let heard: (folder: string) => void;
  const first = new Promise<string>((resolve) => (heard = resolve));
  const found = (folder: string): void => {
    last = folder;
    heard(folder);
  };
  let begin: (start: HeadStart) => void;
  const begun = new Promise<Archive>((resolve) => (begin = (start) => resolve(begunArchive(base, start, archive))));
  const archive = open(transport, guess, found, (start) => begin(start));
  const soon = Promise.race([begun, archive]);
  const folder = async (): Promise<string> => last ?? Promise.race([first, archive.then(() => first)]);
  const opening = { transport, guess, archive, soon, folder };
  opened.set(base.href, opening);
  soon.catch(() => undefined);
  archive.catch(() => opened.delete(base.href));
  return opening;
}

/** An archive whose engine is still on its way, or was lost on it: then the next question has it opened anew. */
function begunArchive(base: URL, start: HeadStart, archive: Promise<Archive>): Archive {
  let isOnItsWay = true;
  archive.catch(() => undefined).finally(() => (isOnItsWay = false));
  const whole = async (options?: { signal?: AbortSignal | null }): Promise<Archive> => {
    return unlessAborted(isOnItsWay ? archive : openingOf(base).archive, ownOf(options).signal ?? null);
  };
  return {
    ...start.about,
    search: async (query, options) => {
      if (isOnItsWay && !ownOf(options).typing) {
        start.foresee(query);
      }
      return (await whole(options)).search(query, options);
    },
    suggest: async (text, options) => (await whole(options)).suggest(text, options),
    similar: async (id, options) => (await whole(options)).similar(id, options),
    article: async (id, options) => (await whole(options)).article(id, options),
  };
}

/**
 * Opens the archive a transport reaches. `guess` is the folder of the engine it probably wants, or ""; `found` is told which one its
 * manifest names, and another where it is asked past the caches and names another; `begun` what can be done until that engine is there.
 */
export async function open(
  transport: Transport,
  guess = "",
  found: (folder: string) => void = () => undefined,
  begun: (start: HeadStart) => void = () => undefined,
): Promise<Archive> {
  try {
    return await connect(transport, "checked", found, guess, begun);
  } catch (error) {
    const code = codeOf(error);
    if (code === "refused" || code === "unsupported") {
      throw error;
    }
    // A cache may have kept a manifest that names folders a newer build has removed, or half of a file.
    return connect(transport, "again", found, "", begun);
  }
}

async function connect(
  transport: Transport,
  freshness: Freshness,
  found: (folder: string) => void,
  guess: string,
  begun: (start: HeadStart) => void,
): Promise<Archive> {
  const unfit = whatBrowserLacks();
  const guessed = !unfit && isEngineFolder(guess) ? loadEngine(transport, guess, "kept") : null;
  // Only where the manifest wants this engine does its failure matter.
  guessed?.catch(() => undefined);
  const manifest = await transport.load("manifest.js", freshness);
  const folder = folderOf(manifest.header);
  if (!isEngineFolder(folder)) {
    throw new Failure("damaged", "manifest.js does not name an engine; build the archive again");
  }
  found(folder);
  // Only now: a reader whose browser can't search is told so by the view.
  if (unfit) {
    throw unfit;
  }
  const foreseen: Foreseen = new Map();
  if (guessed && folder === guess) {
    HeadStart.of(manifest, foreseen, (path) => transport.load(path)).then(begun, () => undefined);
  }
  const kept = freshness === "again" ? "again" : "kept";
  const engine = await (guessed && folder === guess ? guessed : loadEngine(transport, folder, kept));
  const host = engine.factory?.() as Partial<Host> | undefined;
  if (typeof host?.connect !== "function") {
    throw new Failure("damaged", `${folder}/engine.js brings no engine; build the archive again`);
  }
  return host.connect({
    base: transport.base.href,
    manifest: { header: manifest.header, data: manifest.data },
    engine: { header: engine.header, data: engine.data },
    foreseen,
  });
}

async function loadEngine(transport: Transport, folder: string, freshness: Freshness): Promise<Delivery> {
  return transport.run(`${folder}/engine.js`, freshness);
}

function isEngineFolder(name: string): boolean {
  return /^engine-[0-9a-z]+$/.test(name);
}

function whatBrowserLacks(): Failure | null {
  if (typeof WebAssembly !== "object") {
    return new Failure("unsupported", "This browser has no WebAssembly, or it is switched off");
  }
  try {
    new DecompressionStream("deflate-raw");
    return null;
  } catch (error) {
    return new Failure("unsupported", "This browser is too old to unpack the archive", error);
  }
}
