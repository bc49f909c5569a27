/** reader.js: a stored article in place of the results. The view loads it when an article is first opened. */

import type { TemplateResult } from "lit/html.js";

import type { Box } from "../box/contract.ts";
import type { Answer, ArticleAnswer } from "../dalil.js";
import type { Actions, Scene } from "../element/view/scene.ts";
import type { Phrases } from "../strings/phrases.ts";
import { canHighlight, clearHighlight, highlight } from "./marks.ts";
import styles from "./styles.css";
import { isLost, nameOf, readerView } from "./view.ts";
import { wantedWords, type Wanted } from "./words.ts";

/** What reader.js brings. */
export interface Part {
  reader(box: Box): Reader;
}

/** Takes its place in a box that a view serves. */
export function reader(box: Box): Reader {
  const { root } = box;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return new Reader(box);
}

/** Fetches articles and draws them. */
export class Reader {
  /** What is stored under the id that was asked for last; the one before until then. */
  answer: ArticleAnswer | null = null;
  #asked = new AbortController();
  #searched: Answer | null | undefined;
  #wanted: readonly Wanted[] = [];

  constructor(private readonly box: Box) {}

  /** Fetches an article. */
  async open(id: string): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const archive = await this.box.open();
    const answer = await archive.article(id, { signal });
    signal.throwIfAborted();
    this.answer = answer;
  }

  /** What the article is called; null where there is none. */
  get name(): string | null {
    return this.answer?.article ? nameOf(this.answer.article) : null;
  }

  /** What there is to say where there is none. */
  missing(phrases: Phrases): string {
    return phrases.say(isLost(this.answer) ? "articleLost" : "noArticle");
  }

  /** It is read no longer. */
  close(): void {
    this.#asked.abort();
    this.answer = null;
    clearHighlight();
  }

  /** The article, with the words of a search marked. */
  view(scene: Scene, actions: Actions): TemplateResult | null {
    const { answer, box } = this;
    this.#want(scene);
    return answer && readerView(scene, answer, canHighlight() ? null : this.#wanted, new URL(box.base), actions);
  }

  /** It has been drawn. */
  drawn(): void {
    if (canHighlight()) {
      highlight(this.box.root.querySelectorAll("[part~=paragraph], [part~=article-title]"), this.#wanted);
    }
  }

  #want({ request, state }: Scene): void {
    if (this.#searched !== state.answer || state.answer === null) {
      this.#searched = state.answer;
      this.#wanted = wantedWords(request.query, state.answer);
    }
  }
}
