/**
 * What an archive says of itself, and what a search of plain words needs first: known before its engine is there, so that both come in
 * together. Only a manifest of this script's own engine is read here; another one's may have another form.
 */

import type { Archive } from "./dalil.js";
import { inflate, type Delivery } from "./envelope.ts";
import { ownOf } from "./own.ts";

/** Files that were asked for before the engine needed them, by path. */
export type Foreseen = Map<string, Promise<Delivery>>;

/** What is read of a manifest; FORMAT.md says what else stands there. */
interface Manifest {
  title?: string | null;
  notices?: readonly string[];
  articles: number;
  primer?: string;
  terms: { folder: string; borders?: string | readonly string[] };
}

/** So many words of a query are looked at; more are mostly pasted text, and find their files in the usual way. */
const MOST_WORDS = 8;

/** What can be done before the engine is there. */
export class HeadStart {
  readonly about: Pick<Archive, "title" | "notices" | "articles">;

  private constructor(
    private readonly manifest: Manifest,
    private readonly foreseen: Foreseen,
    private readonly load: (path: string) => Promise<Delivery>,
  ) {
    const { title = null, notices = [], articles } = manifest;
    this.about = { title, notices, articles };
  }

  /** Reads a manifest; files that are foreseen go into the map. Rejects where there is nothing to gain. */
  static async of({ data }: Delivery, foreseen: Foreseen, load: (path: string) => Promise<Delivery>): Promise<HeadStart> {
    // Where a policy forbids the engine nobody is to be told that the archive is open: eight bytes are the smallest module. WebKit compiles it
    // even then, but does not start it.
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
    const manifest = ownOf(JSON.parse(new TextDecoder().decode(await inflate(data, "manifest.js"))) as Manifest);
    if (typeof manifest.articles !== "number" || !manifest.terms.folder) {
      throw new Error("That is for the engine to say.");
    }
    return new HeadStart(manifest, foreseen, load);
  }

  /** Asks for the ranges of the dictionary that the engine will need for a query of plain words, and for what articles are inflated with. */
  foresee(query: string): void {
    if (!/^[a-z0-9 ]*$/i.test(query) || /\b(?:AND|OR|NOT)\b/.test(query)) {
      return;
    }
    const words = query.toLowerCase().split(" ").filter(Boolean);
    const { primer, terms } = this.manifest;
    const paths = words.slice(0, MOST_WORDS).map((word) => `${terms.folder}/dictionary-${rangeOf(word, terms.borders ?? [])}.js`);
    for (const path of primer && paths.length > 0 ? [...paths, `${primer}/primer-0.js`] : paths) {
      if (!this.foreseen.has(path)) {
        const coming = this.load(path);
        coming.catch(() => undefined);
        this.foreseen.set(path, coming);
      }
    }
  }
}

/** The number of a word's range: as many borders are at or below it. They are written as src/format/front_coding.rs says. */
function rangeOf(word: string, borders: string | readonly string[]): number {
  const all = typeof borders === "string" ? written(borders) : borders;
  let range = 0;
  for (const border of all) {
    if (border > word) {
      break;
    }
    range++;
  }
  return range;
}

function* written(text: string): Generator<string> {
  let word = "";
  for (const [, shared = "", rest = ""] of text.matchAll(/([A-Z])([^A-Z]*)/g)) {
    word = [...word].slice(0, shared.charCodeAt(0) - 65).join("") + rest;
    yield word;
  }
}
