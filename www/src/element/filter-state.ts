import { FacetOrder } from "./facet-order.ts";

/** A date that one can filter by. */
export type DateField = "after" | "before";

/** What the reader has opened of the filters and mistyped in them, and where their values stand. */
export class FilterState {
  /** They are shown, where there is no column for them. */
  isOpen = false;
  /** The reader has asked for exact counts, which may need large files. */
  isExact = false;
  readonly order = new FacetOrder();
  /** The fields of which all values are shown. */
  readonly whole = new Set<string>();
  readonly wrongDates = new Set<DateField>();

  constructor(private readonly changed: () => void) {}

  show(open: boolean): void {
    this.isOpen = open;
    this.changed();
  }

  countExactly(exact: boolean): void {
    this.isExact = exact;
    this.changed();
  }

  showWhole(field: string, whole: boolean): void {
    this.#put(this.whole, field, whole);
  }

  noteWrong(field: DateField, wrong: boolean): void {
    this.#put(this.wrongDates, field, wrong);
  }

  #put<T>(set: Set<T>, member: T, isIn: boolean): void {
    if (isIn) {
      set.add(member);
    } else {
      set.delete(member);
    }
    this.changed();
  }
}
