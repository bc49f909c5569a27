/** What wasm-bindgen writes, wrapped by the build so that each call makes a module instance of its own. */
declare module "dalil:glue" {
  export function glue(): Glue;

  /** Starts the instance when called; its classes work from then on. */
  export interface Glue {
    (source: { module_or_path: WebAssembly.Module }): Promise<unknown>;
    Engine: new (header: string, payload: Uint8Array) => ModuleEngine;
  }

  /** The module's face; what is more than a text or a number is JSON. */
  export interface ModuleEngine {
    about(): [title: string | null, notices: string[], articles: number];
    search(query: string, options: string): string;
    suggest(text: string, limit: number): string;
    similar(id: string, limit: number): string;
    article(id: string): string;
    accept(path: string, header: string, payload: Uint8Array, stored: number): void;
    fail(path: string, reason: string): void;
    retry(): void;
  }

  /** Everything the module wants to be told, nothing left out. */
  export interface EngineOptions {
    limit: number;
    offset: number;
    sort: string;
    typing: boolean;
    after: string | null;
    before: string | null;
    filters: Record<string, readonly string[]>;
    facets: string;
    articles?: number;
    words?: Record<string, number>;
  }

  /** Either what is needed first, or the answer. */
  export type Step<T> = { need: string[] } | { answer: T };
}
