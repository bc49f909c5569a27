/** What the reader has opened under hits: similar articles, and how to cite. */

import type { Archive, ArticleRecord, Hit } from "../dalil.js";

/** How many similar articles are shown. */
const FEW = 5;

/** The similar articles of a hit, or how far they are. */
export type Similar = readonly Hit[] | "coming" | "failed";

/** What tells an article from all others, of other archives too. */
export function keyOf({ id, archive }: Pick<ArticleRecord, "id" | "archive">): string {
  return archive ? `${archive.address} ${id}` : id;
}

/** The panels that are open, by the hit's key. */
export class HitPanels {
  readonly #similar = new Map<string, Similar>();
  /** Articles that are known to have none. */
  readonly #alone = new Set<string>();
  readonly #cited = new Set<string>();
  /** What became of copying from a panel. */
  readonly #copied = new Map<string, "copied" | "copyFailed">();

  constructor(
    private readonly open: () => Promise<Archive>,
    private readonly changed: () => void,
  ) {}

  similar(id: string): Similar | null {
    return this.#similar.get(id) ?? null;
  }

  /** Whether similar articles may be asked for: not again where there were none. */
  offersSimilar(id: string): boolean {
    return !this.#alone.has(id);
  }

  /** Other hits are there: what was said of the former ones is done with. */
  settle(): void {
    for (const [id, similar] of this.#similar) {
      if (similar.length === 0) {
        this.#similar.delete(id);
        this.#alone.add(id);
      }
    }
  }

  isCited(id: string): boolean {
    return this.#cited.has(id);
  }

  copied(id: string): "copied" | "copyFailed" | null {
    return this.#copied.get(id) ?? null;
  }

  toggleSimilar(article: ArticleRecord): void {
    const key = keyOf(article);
    // That there are none stays said, since the button has the keyboard and would be gone.
    if (this.#similar.get(key)?.length === 0) {
      return;
    }
    if (this.#similar.delete(key)) {
      this.changed();
    } else {
      void this.#find(key, article);
    }
  }

  toggleCited(id: string): void {
    this.#copied.delete(id);
    if (!this.#cited.delete(id)) {
      this.#cited.add(id);
    }
    this.changed();
  }

  async copy(id: string, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#copied.set(id, "copied");
    } catch {
      // On pages without encryption there is no clipboard; elsewhere the reader or a policy may forbid it.
      this.#copied.set(id, "copyFailed");
    }
    this.changed();
  }

  async #find(id: string, article: ArticleRecord): Promise<void> {
    this.#become(id, "coming");
    const among = article.archive && { archive: article.archive.address };
    try {
      const { hits } = await (await this.open()).similar(article.id, { limit: FEW, ...among });
      this.#become(id, hits);
    } catch {
      this.#become(id, "failed");
    }
  }

  #become(id: string, similar: Similar): void {
    // It may have been closed in the meantime.
    if (similar === "coming" || this.#similar.has(id)) {
      this.#similar.set(id, similar);
      this.changed();
    }
  }
}
