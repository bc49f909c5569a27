/** What the reader has opened under hits: similar articles, and how to cite. */

import type { Archive, Hit } from "../dalil.js";

/** How many similar articles are shown. */
const FEW = 5;

/** The similar articles of a hit, or how far they are. */
export type Similar = readonly Hit[] | "coming" | "failed";

/** The panels that are open, by the hit's id. */
export class HitPanels {
  readonly #similar = new Map<string, Similar>();
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

  isCited(id: string): boolean {
    return this.#cited.has(id);
  }

  copied(id: string): "copied" | "copyFailed" | null {
    return this.#copied.get(id) ?? null;
  }

  toggleSimilar(id: string): void {
    if (this.#similar.delete(id)) {
      this.changed();
    } else {
      void this.#find(id);
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

  async #find(id: string): Promise<void> {
    this.#become(id, "coming");
    try {
      const { hits } = await (await this.open()).similar(id, { limit: FEW });
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
