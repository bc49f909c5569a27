/** The engine as the host sees it: objects here, JSON there. */

import type { About, Engine, EngineOptions, ModuleEngine, Step } from "dalil:glue";

import type { Answer, ArticleAnswer, SimilarAnswer, SuggestAnswer } from "../dalil.js";

/** Speaks to the module in JSON, which is smaller for it to read and write than objects. */
export class JsonEngine implements Engine {
  constructor(private readonly module: ModuleEngine) {}

  about(): About {
    const [title, notices] = this.module.about();
    return { title, notices };
  }

  search(query: string, options: EngineOptions): Step<Answer> {
    return JSON.parse(this.module.search(query, JSON.stringify(options))) as Step<Answer>;
  }

  suggest(text: string, limit: number): Step<SuggestAnswer> {
    return JSON.parse(this.module.suggest(text, limit)) as Step<SuggestAnswer>;
  }

  similar(id: string, limit: number): Step<SimilarAnswer> {
    return JSON.parse(this.module.similar(id, limit)) as Step<SimilarAnswer>;
  }

  article(id: string): Step<ArticleAnswer> {
    return JSON.parse(this.module.article(id)) as Step<ArticleAnswer>;
  }

  accept(path: string, header: string, payload: Uint8Array, stored: number): void {
    this.module.accept(path, header, payload, stored);
  }

  fail(path: string, reason: string): void {
    this.module.fail(path, reason);
  }

  retry(): void {
    this.module.retry();
  }
}
