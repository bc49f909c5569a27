import type { Answer, Certainty } from "../dalil.js";

/** A field to filter by, with its values in the order they are shown. */
export interface ShownFacet {
  readonly field: string;
  readonly values: readonly { value: string; count: number }[];
  readonly more: number;
  readonly is: Certainty;
}

const FIRST = ["section", "source"];

/**
 * Keeps the values of filters in place while the query stays the same: a reader who ticks one box doesn't see the others change
 * places under the pointer.
 */
export class FacetOrder {
  #query: string | null = null;
  #places = new Map<string, string[]>();

  /** The facets of an answer in the order to show them, without the fields in `hidden`. */
  keep(answer: Answer, hidden: readonly string[]): ShownFacet[] {
    if (answer.query !== this.#query) {
      this.#query = answer.query;
      this.#places.clear();
    }
    const fields = Object.keys(answer.facets).filter((field) => !FIRST.includes(field));
    return [...FIRST, ...fields]
      .filter((field) => !hidden.includes(field))
      .map((field) => this.#facet(answer, field));
  }

  #facet(answer: Answer, field: string): ShownFacet {
    const { values = [], more = 0, is = "exact" } = answer.facets[field] ?? {};
    const places = this.#places.get(field) ?? [];
    for (const { value } of values) {
      if (!places.includes(value)) {
        places.push(value);
      }
    }
    this.#places.set(field, places);
    const place = (value: string): number => places.indexOf(value);
    return { field, more, is, values: [...values].sort((one, other) => place(one.value) - place(other.value)) };
  }
}
