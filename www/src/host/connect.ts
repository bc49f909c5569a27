/** Runs inside engine.js: starts the module this archive brings and gives the archive to search. */

import { glue, type About, type Engine } from "dalil:glue";

import type { Files } from "../bootstrap.ts";
import type { Archive } from "../dalil.js";
import { inflate } from "../envelope.ts";
import { Failure, messageOf } from "../failure.ts";
import { Transport } from "../transport.ts";
import { HostedArchive } from "./hosted-archive.ts";
import { JsonEngine } from "./json-engine.ts";

/** Starts the engine; the call every version of the bootstrap makes. */
export async function connect({ base, manifest, engine }: Files): Promise<Archive> {
  const [binary, payload] = await Promise.all([inflate(engine.data, "engine.js"), inflate(manifest.data, "manifest.js")]);
  const module = await compile(binary);

  const start = async (): Promise<Engine> => {
    const instance = glue();
    await instance({ module_or_path: module });
    return new JsonEngine(new instance.Engine(manifest.header, payload));
  };

  const archive = new HostedArchive(new Transport(new URL(base)), start);
  let about: About;
  try {
    about = (await archive.start()).about();
  } catch (error) {
    throw new Failure("damaged", messageOf(error), error);
  }
  return {
    ...about,
    search: (query, options) => archive.search(query, options),
    suggest: (text, options) => archive.suggest(text, options),
    similar: (id, options) => archive.similar(id, options),
    article: (id, options) => archive.article(id, options),
  };
}

async function compile(binary: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(binary);
  } catch (error) {
    // Browsers name the policy in the message; a binary that is broken is spoken of in other words.
    const refused = /content security policy|unsafe-eval|call to webassembly|disallowed|blocked/i.test(messageOf(error));
    throw new Failure(refused ? "refused" : "damaged", `The engine can't be started: ${messageOf(error)}`, error);
  }
}
