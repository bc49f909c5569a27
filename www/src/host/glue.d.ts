/** What wasm-bindgen writes, wrapped by the build so that each call makes a module instance of its own. */
declare module "dalil:glue" {
  export function glue(): Glue;

  /** Starts the instance when called; its classes work from then on. */
  export interface Glue {
    (source: { module_or_path: WebAssembly.Module }): Promise<unknown>;
    Engine: new (header: string, payload: Uint8Array) => ModuleEngine;
  }

  /** The module's face; what is more than a text or a number is JSON. */
  export interface ModuleEngine extends Pick<Engine, "accept" | "fail" | "retry"> {
    about(): [title: string | null, notices: string[]];
    search(query: string, options: string): string;
    suggest(text: string, limit: number): string;
    similar(id: string, limit: number): string;
    article(id: string): string;
  }

  /** The same face with objects. */
  export interface Engine {
    about(): About;
    search(query: string, options: EngineOptions): Step<import("../dalil.js").Answer>;
    suggest(text: string, limit: number): Step<import("../dalil.js").SuggestAnswer>;
    similar(id: string, limit: number): Step<import("../dalil.js").SimilarAnswer>;
    article(id: string): Step<import("../dalil.js").ArticleAnswer>;
    accept(path: string, header: string, payload: Uint8Array, stored: number): void;
    fail(path: string, reason: string): void;
    retry(): void;
  }

  /** What an archive says of itself. */
  export interface About {
    title: string | null;
    notices: string[];
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
  }

  /** Either what is needed first, or the answer. */
  export type Step<T> = { need: string[] } | { answer: T };
}
