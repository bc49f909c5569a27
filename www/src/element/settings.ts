/** What the page's author asks for, in the element's attributes. */

import type { Filters } from "../dalil.js";

const FIXED = ["section", "source"];
const USUAL_LIMIT = 10;
const MOST = 100;

/** The attributes that are looked at here. */
export const SETTINGS = [...FIXED, "limit", "mode", "pictures", "placeholder", "lang", "data-browse"];

/** Those whose change makes it another search. */
export const ASKING: readonly string[] = [...FIXED, "limit"];

/** The attributes, read. */
export interface Settings {
  readonly isPage: boolean;
  readonly limit: number;
  /** Filters that the reader can't take away. */
  readonly fixed: Filters;
  readonly pictures: string | null;
  readonly placeholder: string | null;
  /** A page of the archive that lists its articles; "" where there is none. */
  readonly browse: string;
}

/** Reads them. */
export function readSettings(element: Element): Settings {
  const fixed: Record<string, string[]> = {};
  for (const field of FIXED) {
    const value = element.getAttribute(field);
    if (value) {
      fixed[field] = [value];
    }
  }
  const limit = Math.floor(Number(element.getAttribute("limit")));
  return {
    fixed,
    isPage: element.getAttribute("mode") === "page",
    limit: limit >= 1 ? Math.min(MOST, limit) : USUAL_LIMIT,
    pictures: element.getAttribute("pictures"),
    placeholder: element.getAttribute("placeholder"),
    browse: element.getAttribute("data-browse") ?? "",
  };
}
