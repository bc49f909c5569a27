/**
 * Draws in steps, so that the browser hears the reader between them: first the hits, then what stands around them; and of these regions
 * only those that have changed.
 */

import type { Answer, Hit } from "../dalil.js";

/** What is drawn by itself, in this order: the first hits, the others, what stands around them, and last what stands below. */
export const REGIONS = ["hits", "further", "timeline", "filters", "below"] as const;
export type Region = (typeof REGIONS)[number];
/**
 * So many hits are drawn first. Below them stay those of the answer before until it is their turn, so that the page does not jump
 * meanwhile.
 */
export const FIRST = 3;

/** The regions in which an answer is drawn otherwise than the one before it. */
export function changedRegions(answer: Answer, before: Answer | null): Region[] {
  const drawnFrom = { hits: "hits", further: "hits", timeline: "timeline", filters: "facets", below: "hits" } as const;
  return REGIONS.filter((region) => answer[drawnFrom[region]] !== before?.[drawnFrom[region]]);
}

/** Of each region a token that is another one whenever it is to be drawn anew, with the hits that there were; null before the first time. */
export type Drawn = Readonly<Record<Region, { readonly hits: readonly Hit[] } | null>>;

/** Before anything is drawn. */
export const NOTHING: Drawn = { hits: null, further: null, timeline: null, filters: null, below: null };
/** Milliseconds after which a page that isn't seen, and so never drawn, goes on. */
const UNSEEN = 100;

/** Calls back once the browser has drawn what is there. */
export function afterDrawing(next: () => void): void {
  let isDue = true;
  const go = (): void => {
    if (isDue) {
      isDue = false;
      next();
    }
  };
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, UNSEEN);
}

/** Does one thing after the other, each when the browser has had time for the reader. */
export function inTurn(tasks: readonly (() => unknown)[], later = afterDrawing): void {
  const [first, ...rest] = tasks;
  if (first) {
    later(() => {
      first();
      inTurn(rest, later);
    });
  }
}

/** Decides what is drawn when. */
export class Painting {
  #answer: Answer | null = null;
  #drawn = NOTHING;
  readonly #due = new Set<Region>();
  #isAsked = false;
  #isWaiting = false;

  constructor(
    /** `left`: how many regions are to follow. */
    private readonly paint: (drawn: Drawn, left: number) => void,
    /** Whether all hits, and what stands below them, are to be drawn with the first. */
    private readonly isAtOnce: () => boolean,
    private readonly later: (next: () => void) => void = afterDrawing,
  ) {}

  /** Draws what is small, and these regions; once for all that changes in one go. */
  draw(...regions: readonly Region[]): void {
    regions.forEach((region) => this.#due.add(region));
    if (this.#due.has("hits")) {
      this.#due.add("further");
    }
    if (!this.#isAsked) {
      this.#isAsked = true;
      queueMicrotask(() => {
        this.#isAsked = false;
        this.#step(!this.#isWaiting);
      });
    }
  }

  /** Draws what an answer has changed; true where it has other hits. Where there is none, the next time is the first one again. */
  show(answer: Answer | null): boolean {
    const changed = answer ? changedRegions(answer, this.#answer) : [];
    this.#answer = answer;
    if (answer === null) {
      this.#drawn = NOTHING;
      this.#due.clear();
    }
    if (changed.includes("below")) {
      // It is of the answer before.
      this.#drawn = { ...this.#drawn, below: null };
    }
    this.draw(...changed);
    return changed.includes("hits");
  }

  #step(withRegion: boolean): void {
    const region = withRegion ? REGIONS.find((name) => this.#due.delete(name)) : undefined;
    if (region) {
      const token = { hits: this.#answer?.hits ?? [] };
      this.#drawn = { ...this.#drawn, [region]: token };
      if (region === "hits" && this.isAtOnce()) {
        this.#drawn = { ...this.#drawn, further: token, below: token };
        this.#due.delete("further");
        this.#due.delete("below");
      }
    }
    this.paint(this.#drawn, this.#due.size);
    if (this.#due.size > 0 && !this.#isWaiting) {
      this.#isWaiting = true;
      this.later(() => {
        this.#isWaiting = false;
        if (this.#due.size > 0) {
          this.#step(true);
        }
      });
    }
  }
}
