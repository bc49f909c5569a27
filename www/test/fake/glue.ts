/** Stands for wasm-bindgen's glue: starts the real module that traps, and puts the fake engine in front of it. */

import type { Glue } from "dalil:glue";

import { FakeEngine } from "./engine.ts";

export function glue(): Glue {
  let trap = (): void => {
    throw new Error("The module has not been started");
  };
  const start = async ({ module_or_path }: { module_or_path: WebAssembly.Module }): Promise<void> => {
    const instance = await WebAssembly.instantiate(module_or_path);
    trap = instance.exports["trap"] as () => void;
  };
  class Engine extends FakeEngine {
    constructor(header: string, payload: Uint8Array) {
      super(header, payload, () => trap());
    }
  }
  return Object.assign(start, { Engine });
}
