/**
 * Draws in steps, so that the browser hears the reader between them: first the hits, then what stands around them; and of these regions
 * only those that have changed.
 */

import type { Answer } from "../dalil.js";

/** What is drawn by itself, in this order; last what comes behind the hits on the screen. */
export const REGIONS = ["hits", "timeline", "filters", "below"] as const;
export type Region = (typeof REGIONS)[number];

/** The regions in which an answer is drawn otherwise than the one before it. */
export function changedRegions(answer: Answer, before: Answer | null): Region[] {
  const drawnFrom = { hits: "hits", timeline: "timeline", filters: "facets", below: "hits" } as const;
  return REGIONS.filter((region) => answer[drawnFrom[region]] !== before?.[drawnFrom[region]]);
}

/** Of each region a token that is another one whenever it is to be drawn anew; null before the first time. */
export type Drawn = Readonly<Record<Region, object | null>>;

/** Before anything is drawn. */
export const NOTHING: Drawn = { hits: null, timeline: null, filters: null, below: null };
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
    /** `isWhole`: no region is to follow. */
    private readonly paint: (drawn: Drawn, isWhole: boolean) => void,
    private readonly later: (next: () => void) => void = afterDrawing,
  ) {}

  /** Draws what is small, and these regions; once for all that changes in one go. */
  draw(...regions: readonly Region[]): void {
    regions.forEach((region) => this.#due.add(region));
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
      this.#drawn = { ...this.#drawn, [region]: {} };
    }
    this.paint(this.#drawn, this.#due.size === 0);
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
