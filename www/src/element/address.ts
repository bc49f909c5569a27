/** The search in the page's address: `?q=&section=&source=&sort=&after=&before=&page=`, other fields as `f.name=`; and `&article=`, what is read. */

import type { Sort } from "../dalil.js";
import { own } from "../own.ts";
import { readPartialDate } from "./partial-date.ts";
import { asksSomething, BLANK, same, type Request } from "./request.ts";

const PLAIN_FIELDS = ["section", "source"];
const OTHER_FIELD = "f.";
const OURS = ["q", "sort", "after", "before", "page", "article", ...PLAIN_FIELDS];

/** Reads a search from the query part of an address. What makes no sense there is passed over. */
export function readAddress(search: string): Request {
  const given = new URLSearchParams(search);
  const filters: Record<string, string[]> = {};
  for (const [name, value] of given) {
    const field = fieldOf(name);
    if (field && value !== "") {
      filters[field] = [...(own(filters, field) ?? []), value];
    }
  }
  return {
    query: given.get("q") ?? BLANK.query,
    filters,
    sort: readSort(given.get("sort")),
    after: readPartialDate(given.get("after") ?? "") ?? "",
    before: readPartialDate(given.get("before") ?? "") ?? "",
    page: Math.max(1, Math.min(100_000, Number.parseInt(given.get("page") ?? "1", 10) || 1)),
  };
}

/** Writes a search, and the id of an article that is read, into the query part of an address; what is not ours there stays. */
export function writeAddress(request: Request, search: string, article: string | null = null): string {
  const written = new URLSearchParams(search);
  for (const name of [...written.keys()]) {
    if (OURS.includes(name) || fieldOf(name)) {
      written.delete(name);
    }
  }
  if (asksSomething(request)) {
    written.set("q", request.query.trim());
  }
  for (const field of Object.keys(request.filters).sort()) {
    for (const value of request.filters[field] ?? []) {
      written.append(PLAIN_FIELDS.includes(field) ? field : OTHER_FIELD + field, value);
    }
  }
  const { sort, after, before, page } = request;
  const rest = { sort: sort === BLANK.sort ? "" : sort, after, before, page: page > 1 ? String(page) : "", article: article ?? "" };
  for (const [name, value] of Object.entries(rest)) {
    if (value !== "") {
      written.set(name, value);
    }
  }
  const text = written.toString();
  return text === "" ? "" : `?${text}`;
}

function fieldOf(name: string): string | null {
  if (PLAIN_FIELDS.includes(name)) {
    return name;
  }
  const field = name.startsWith(OTHER_FIELD) ? name.slice(OTHER_FIELD.length) : "";
  return field === "" || field === "__proto__" ? null : field;
}

function readSort(name: string | null): Sort {
  return name === "newest" || name === "oldest" ? name : BLANK.sort;
}

/** The part of `window` the address needs. */
export interface Page {
  readonly location: { readonly href: string };
  readonly history: Pick<History, "pushState" | "replaceState">;
}

/** How a search came about. */
export type Cause = "typed" | "entered" | "chosen";

/**
 * Keeps the page's address in step. The first keystroke after a finished search makes a new entry, the following ones change it,
 * and each choice (a filter, an order, a page) makes its own: Back leads from search to search, not from letter to letter.
 */
export class AddressBar {
  #finished = true;

  constructor(private readonly page: Page) {}

  /** The search the address holds now. */
  read(): Request {
    return readAddress(new URL(this.page.location.href).search);
  }

  /** The id of the article that is read. */
  article(): string | null {
    return new URL(this.page.location.href).searchParams.get("article") || null;
  }

  /** Notes a search, and what is read. */
  note(request: Request, cause: Cause, article: string | null = null): void {
    if (!same(request, this.read()) || article !== this.article()) {
      const { history } = this.page;
      try {
        if (this.#finished || cause === "chosen") {
          history.pushState(null, "", this.linkTo(request, article));
        } else {
          history.replaceState(null, "", this.linkTo(request, article));
        }
      } catch {
        // Some browsers refuse a changed address on pages opened from disk, or too many changes in a row: the search works without.
      }
    }
    this.#finished = cause !== "typed";
  }

  /** The reader has gone back or forward: what the address holds is a finished search. */
  restored(): void {
    this.#finished = true;
  }

  /** The address of a search, absolute: a page may have a `<base>` of another path. */
  linkTo(request: Request, article: string | null = null): string {
    const address = new URL(this.page.location.href);
    address.search = writeAddress(request, address.search, article);
    return address.href;
  }
}
