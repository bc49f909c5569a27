/** What the reader does with the bars: a span of them is chosen by dragging, or by arrow keys. */

import type { Period } from "./periods.ts";

/** Indexes of two bars and all between them, the first first. */
export type Span = readonly [first: number, last: number];

/** The chart at one moment. */
export class Chart {
  shown: readonly Period[] = [];
  /** The same numbers stand in a table, too. */
  isTable = false;
  /** Which bar the keyboard or the pointer is on. */
  active: number | null = null;
  /** Where the span that is being chosen began. */
  #anchor: number | null = null;
  #isDragging = false;

  constructor(
    private readonly changed: () => void,
    private readonly choose: (after: string, before: string) => void,
  ) {}

  /** The bars that are being chosen; only the active one where no span has been begun. */
  get span(): Span | null {
    const { active } = this;
    if (active === null) {
      return null;
    }
    const anchor = this.#anchor ?? active;
    return [Math.min(anchor, active), Math.max(anchor, active)];
  }

  /** Another answer has other bars. */
  reset(): void {
    if (!this.#isDragging) {
      this.active = this.#anchor = null;
    }
  }

  toggleTable(): void {
    this.isTable = !this.isTable;
    this.changed();
  }

  /** Takes the ends of the span away. */
  widen(): void {
    this.choose("", "");
  }

  /** Chooses a period by itself. */
  take(index: number): void {
    this.active = this.#anchor = index;
    this.#chooseSpan();
  }

  readonly press = (event: PointerEvent): void => {
    if (event.button === 0) {
      const chart = event.currentTarget as HTMLElement;
      chart.setPointerCapture(event.pointerId);
      this.#isDragging = true;
      this.active = this.#anchor = this.#at(event);
      this.changed();
    }
  };

  readonly move = (event: PointerEvent): void => {
    const active = this.#at(event);
    if (active !== this.active) {
      this.active = active;
      this.#anchor = this.#isDragging ? this.#anchor : null;
      this.changed();
    }
  };

  readonly release = (event: PointerEvent): void => {
    if (this.#isDragging) {
      this.active = this.#at(event);
      this.#isDragging = false;
      this.#chooseSpan();
    }
  };

  /** The pointer has gone, or the page is being scrolled by it instead. */
  readonly leave = (): void => {
    this.#isDragging = false;
    this.reset();
    this.changed();
  };

  readonly key = (event: KeyboardEvent): void => {
    if (this.#act(event)) {
      event.preventDefault();
      this.changed();
    }
  };

  readonly focus = (): void => {
    this.active ??= 0;
    this.changed();
  };

  readonly blur = (): void => {
    this.reset();
    this.changed();
  };

  #act(event: KeyboardEvent): boolean {
    const { key, shiftKey, currentTarget } = event;
    const onward = getComputedStyle(currentTarget as Element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const last = this.shown.length - 1;
    const at = this.active ?? 0;
    switch (key) {
      case "ArrowLeft":
      case "ArrowRight":
        return this.#moveTo(key === onward ? Math.min(last, at + 1) : Math.max(0, at - 1), shiftKey);
      case "Home":
        return this.#moveTo(0, shiftKey);
      case "End":
        return this.#moveTo(last, shiftKey);
      case "Enter":
      case " ":
        this.#chooseSpan();
        return true;
      case "Escape":
        this.#anchor = null;
        return true;
      default:
        return false;
    }
  }

  #moveTo(index: number, extending: boolean): boolean {
    this.#anchor = extending ? (this.#anchor ?? this.active) : null;
    this.active = index;
    return true;
  }

  #chooseSpan(): void {
    const [first, last] = this.span ?? [];
    const [from, to] = [this.shown[first ?? -1], this.shown[last ?? -1]];
    this.#anchor = null;
    if (from && to) {
      this.choose(from.name, to.next);
    }
  }

  #at({ clientX, currentTarget }: PointerEvent): number {
    const chart = currentTarget as HTMLElement;
    const { left, right, width } = chart.getBoundingClientRect();
    const isRtl = getComputedStyle(chart).direction === "rtl";
    const along = (isRtl ? right - clientX : clientX - left) / width;
    return Math.max(0, Math.min(this.shown.length - 1, Math.floor(along * this.shown.length)));
  }
}
