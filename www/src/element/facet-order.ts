import type { Answer, Certainty, Facet } from "../dalil.js";

/** A field to filter by, with its values in the order they are shown. */
export interface ShownFacet {
  readonly field: string;
  /** A count is null until it is known. */
  readonly values: readonly { value: string; count: number | null }[];
  readonly more: number;
  readonly is: Certainty;
}

/** The values of one field in their places. */
interface Places {
  values: string[];
  /** They stand in the order of exact counts, and stay so. */
  isFinal: boolean;
}

const FIRST = ["section", "source"];
/** Stands by the dates, the newest first: years are looked for in their order, not by how much was written in them. */
const YEAR = "year";
const EMPTY: Facet = { values: [], more: 0, is: "exact" };

/**
 * Keeps the values of filters in place while the query stays the same: a reader who ticks one box doesn't see the others change
 * places under the pointer, nor vanish until they are counted again.
 */
export class FacetOrder {
  #search = "";
  #places = new Map<string, Places>();

  /** The facets of an answer in the order to show them, without the fields in `hidden`. */
  keep(answer: Answer, typing: boolean, hidden: readonly string[]): ShownFacet[] {
    const search = `${typing} ${answer.query}`;
    if (search !== this.#search) {
      this.#search = search;
      this.#places.clear();
    }
    const fields = Object.keys(answer.facets).filter((field) => !FIRST.includes(field) && field !== YEAR);
    return [...FIRST, ...fields, YEAR]
      .filter((field) => !hidden.includes(field))
      .map((field) => this.#facet(field, answer.facets[field] ?? EMPTY));
  }

  #facet(field: string, { values, more, is }: Facet): ShownFacet {
    const counts = new Map(values.map(({ value, count }) => [value, count]));
    const before = this.#places.get(field);
    const kept = before && (before.isFinal || is === "at_least") ? before.values : [];
    const places = [...new Set([...kept, ...counts.keys()])];
    this.#places.set(field, { values: places, isFinal: before?.isFinal === true || is === "exact" });
    const shown = is === "exact" ? places.filter((value) => counts.has(value)) : [...places];
    if (field === YEAR) {
      shown.sort().reverse();
    }
    return { field, more, is, values: shown.map((value) => ({ value, count: counts.get(value) ?? null })) };
  }
}
