/** Starting the module that an archive brings. */

import { glue, type ModuleEngine } from "dalil:glue";

import { inflate } from "../envelope.ts";
import { Failure, messageOf } from "../failure.ts";
import { ModuleRunner } from "./runner.ts";
import type { Started } from "./worker.ts";

/** Unpacks and starts it, here. */
export async function startHere({ manifest, engine }: Started): Promise<ModuleRunner> {
  const [binary, payload] = await Promise.all([inflate(engine.data, "engine.js"), inflate(manifest.data, "manifest.js")]);
  const compiling = compile(binary);
  try {
    // A page writes numbers and dates by files of the browser's that nobody has read before: on the page's own thread that is felt.
    new Date().toLocaleString();
  } catch {
    // Where there is no worker it is the page's own.
  }
  const module = await compiling;
  const runner = new ModuleRunner(async (): Promise<ModuleEngine> => {
    const instance = glue();
    await instance({ module_or_path: module });
    return new instance.Engine(manifest.header, payload);
  });
  try {
    await runner.start();
  } catch (error) {
    throw unstarted(error);
  }
  return runner;
}

async function compile(binary: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(binary);
  } catch (error) {
    throw unstarted(error);
  }
}

/** Browsers name the policy in the message, some only once the module is to be started; what is broken is spoken of in other words. */
function unstarted(error: unknown): Failure {
  const refused = /content security policy|unsafe-eval|call to webassembly|disallowed|blocked/i.test(messageOf(error));
  return new Failure(refused ? "refused" : "damaged", `The engine can't be started: ${messageOf(error)}`, error);
}
