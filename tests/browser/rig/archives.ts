/** Archives to test with, built by the finished binary, each in a folder of its own. */

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { OBSERVER } from "./observer.ts";

const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const BINARY = path.join(REPOSITORY, "target", "release", process.platform === "win32" ? "dalil.exe" : "dalil");

/** The sample archive's pages. */
export const SAMPLE = process.env["DALIL_SAMPLE"] ?? path.join(REPOSITORY, "tests", "sample");

/** A real collection that the repository doesn't hold; null where it isn't beside it. */
export function realCollection(name: string): string | null {
  const folder = path.resolve(REPOSITORY, "..", "shared", "corpora", name);
  return existsSync(folder) ? folder : null;
}

/** A site: its pages, and an archive of them in `search/`. */
export class Site {
  readonly root = mkdtempSync(path.join(tmpdir(), "dalil-site-"));
  readonly archive = path.join(this.root, "search");

  /** Builds the site from a folder or file of pages or records. */
  constructor(input: string) {
    const pages = path.join(this.root, path.basename(input));
    cpSync(input, pages, { recursive: true });
    dalil("build", pages, "--out", this.archive);
    const index = path.join(this.archive, "index.html");
    writeFileSync(index, readFileSync(index, "utf8").replace("<head>", `<head><script>${OBSERVER}</script>`));
  }

  /** Writes a further file beside the archive. */
  write(name: string, contents: string): void {
    writeFileSync(path.join(this.root, name), contents);
  }

  /** The paths of the archive's files that match, in order. */
  files(pattern: RegExp): string[] {
    const all = readdirSync(this.archive, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll(path.sep, "/"));
    return all.filter((file) => pattern.test(file)).sort();
  }

  /** Changes one letter in the middle of a file's data. */
  damage(file: string): void {
    const text = readFileSync(path.join(this.archive, file), "latin1");
    const place = Math.floor(text.length / 2);
    const changed = text[place] === "A" ? "B" : "A";
    writeFileSync(path.join(this.archive, file), text.slice(0, place) + changed + text.slice(place + 1), "latin1");
  }

  /** Takes a file away. */
  lose(file: string): void {
    rmSync(path.join(this.archive, file));
  }

  /** What the command line answers to each of these queries. */
  answers(queries: readonly string[], flags: readonly string[] = []): unknown[] {
    const file = path.join(this.root, "queries.jsonl");
    writeFileSync(file, queries.map((text, i) => `${JSON.stringify({ id: String(i), text })}\n`).join(""));
    const lines = dalil("search", this.archive, "--queries", file, "--json", ...flags).split("\n").filter((line) => line !== "");
    return lines.map((line) => {
      const { id: _, ...answer } = JSON.parse(line) as { id: string };
      return answer;
    });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function dalil(...args: string[]): string {
  return execFileSync(BINARY, args, { encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "pipe"] });
}
