/// <reference path="../../../www/src/host/glue.d.ts" />
/** The built module under Node.js with the host's own code around it, over an archive on disk: for what takes more queries than a browser is worth. */

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { parse, inflate, type Delivery } from "../../../www/src/envelope.ts";
import { HostedArchive } from "../../../www/src/host/hosted-archive.ts";
import { ModuleRunner } from "../../../www/src/host/runner.ts";
import type { Glue } from "dalil:glue";

const MODULE = resolve(import.meta.dirname, "../../../www/dist/module");

/** An archive that is open, with what can be seen of its engine. */
export interface Opened {
  archive: HostedArchive;
  /** Bytes of the engine's memory. */
  memory(): number;
  /** Has what could not be had asked for again. */
  forward(): void;
}

let compiled: Promise<WebAssembly.Module> | null = null;
let code: Promise<string> | null = null;

/** Opens an archive; `before` may fail, or change, what is loaded. */
export async function openOnDisk(folder: string, before: (path: string, delivery: Delivery) => Delivery = (_, delivery) => delivery): Promise<Opened> {
  compiled ??= readFile(join(MODULE, "dalil_bg.wasm")).then((bytes) => WebAssembly.compile(new Uint8Array(bytes)));
  code ??= readFile(join(MODULE, "dalil.js"), "utf8");
  const load = async (path: string): Promise<Delivery> => parse(await readFile(join(folder, path), "utf8"), path);
  const [module, script, manifest] = [await compiled, await code, await load("manifest.js")];
  const payload = await inflate(manifest.data, "manifest.js");
  let exports: { memory: WebAssembly.Memory } | null = null;
  const runner = new ModuleRunner(async () => {
    // Each call of the script is an instance of its own.
    const glue = new Function("document", `${script}; return wasm_bindgen`)() as Glue;
    exports = (await glue({ module_or_path: module })) as { memory: WebAssembly.Memory };
    return new glue.Engine(manifest.header, payload);
  });
  let now = 0;
  const loader = { base: pathToFileURL(`${folder}/`), load: async (path: string) => before(path, await load(path)) };
  return {
    archive: new HostedArchive(loader, runner, { now: () => now }),
    memory: () => exports?.memory.buffer.byteLength ?? 0,
    forward: () => (now += 10_000),
  };
}

/** Numbers that look like chance and are the same every time. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
