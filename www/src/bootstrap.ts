/**
 * Opens archives: finds out which engine an archive brings and hands over to it. An old copy of this script in a cache and a new
 * archive must understand each other, so what is written here holds for ever: the name manifest.js, the folder in its header, the
 * name engine.js, and the call `factory().connect({ base, manifest, engine })`.
 */

import type { Archive } from "./dalil.js";
import { folderOf, type Delivery } from "./envelope.ts";
import { Failure, codeOf } from "./failure.ts";
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
}

/** The folder of the engine that this script was written together with; the builder puts it here. */
const OWN_ENGINE = "{{engine}}";

const opened = new Map<string, Promise<Archive>>();
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
  const known = opened.get(base.href);
  if (known) {
    return known;
  }
  const opening = open(new Transport(base), base.href === home ? OWN_ENGINE : "");
  opened.set(base.href, opening);
  opening.catch(() => opened.delete(base.href));
  return opening;
}

/** Opens the archive a transport reaches. `guess` is the folder of the engine it probably wants, or "". */
export async function open(transport: Transport, guess = ""): Promise<Archive> {
  requireBrowser();
  try {
    return await connect(transport, "checked", guess);
  } catch (error) {
    const code = codeOf(error);
    if (code === "refused" || code === "unsupported") {
      throw error;
    }
    // A cache may have kept a manifest that names folders a newer build has removed, or half of a file.
    return connect(transport, "again", "");
  }
}

async function connect(transport: Transport, freshness: Freshness, guess: string): Promise<Archive> {
  const guessed = isEngineFolder(guess) ? loadEngine(transport, guess, "kept") : null;
  // Only where the manifest wants this engine does its failure matter.
  guessed?.catch(() => undefined);
  const manifest = await transport.load("manifest.js", freshness);
  const folder = folderOf(manifest.header);
  if (!isEngineFolder(folder)) {
    throw new Failure("damaged", "manifest.js does not name an engine; build the archive again");
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
  });
}

async function loadEngine(transport: Transport, folder: string, freshness: Freshness): Promise<Delivery> {
  return transport.run(`${folder}/engine.js`, freshness);
}

function isEngineFolder(name: string): boolean {
  return /^engine-[0-9a-z]+$/.test(name);
}

function requireBrowser(): void {
  if (typeof WebAssembly !== "object") {
    throw new Failure("unsupported", "This browser has no WebAssembly, or it is switched off");
  }
  try {
    new DecompressionStream("deflate-raw");
  } catch (error) {
    throw new Failure("unsupported", "This browser is too old to unpack the archive", error);
  }
}
