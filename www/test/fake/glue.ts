/** Stands for wasm-bindgen's glue: starts the real module that traps, and puts the fake engine in front of it. */

import type { EngineOptions, Glue, ModuleEngine } from "dalil:glue";

import { FakeEngine } from "./engine.ts";

export function glue(): Glue {
  let trap = (): void => {
    throw new Error("The module has not been started");
  };
  const start = async ({ module_or_path }: { module_or_path: WebAssembly.Module }): Promise<void> => {
    const instance = await WebAssembly.instantiate(module_or_path);
    trap = instance.exports["trap"] as () => void;
  };
  class Engine implements ModuleEngine {
    #engine: FakeEngine;

    constructor(header: string, payload: Uint8Array) {
      this.#engine = new FakeEngine(header, payload, () => trap());
    }

    about(): [title: string | null, notices: string[], articles: number] {
      const { title, notices, articles } = this.#engine.about();
      return [title, notices, articles];
    }

    search(query: string, options: string): string {
      return JSON.stringify(this.#engine.search(query, JSON.parse(options) as EngineOptions));
    }

    suggest(text: string, limit: number): string {
      return JSON.stringify(this.#engine.suggest(text, limit));
    }

    similar(id: string, limit: number): string {
      return JSON.stringify(this.#engine.similar(id, limit));
    }

    article(id: string): string {
      return JSON.stringify(this.#engine.article(id));
    }

    accept(...handed: Parameters<FakeEngine["accept"]>): void {
      this.#engine.accept(...handed);
    }

    fail(path: string): void {
      this.#engine.fail(path);
    }

    retry(): void {
      this.#engine.retry();
    }
  }
  return Object.assign(start, { Engine });
}
