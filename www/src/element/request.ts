/** What the reader asks for, apart from how it is shown. */

import type { SearchOptions, Sort } from "../dalil.js";
import { own } from "../own.ts";

/** A search as the reader has put it together. */
export interface Request {
  readonly query: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly sort: Sort;
  /** A year, month or day, or "". */
  readonly after: string;
  readonly before: string;
  /** 1 is the first. */
  readonly page: number;
}

/** Nothing asked yet. */
export const BLANK: Request = { query: "", filters: {}, sort: "relevance", after: "", before: "", page: 1 };

/** Whether there is anything to search for. */
export function asksSomething(request: Request): boolean {
  return request.query.trim() !== "";
}

/** How many filters are chosen, dates included. */
export function chosenFilters({ filters, after, before }: Request): number {
  const values = Object.values(filters).reduce((sum, chosen) => sum + chosen.length, 0);
  return values + Number(after !== "") + Number(before !== "");
}

/** The request with one value of a field chosen or no longer chosen, from its first page on. */
export function toggle(request: Request, field: string, value: string, chosen: boolean): Request {
  const others = (own(request.filters, field) ?? []).filter((other) => other !== value);
  const values = chosen ? [...others, value] : others;
  const { [field]: _, ...rest } = request.filters;
  return { ...request, page: 1, filters: values.length > 0 ? { ...rest, [field]: values } : rest };
}

/** The same request as the archive takes it. `fixed` are the filters the page's author has set. */
export function optionsFor(request: Request, limit: number, fixed: Readonly<Record<string, readonly string[]>>): SearchOptions {
  return {
    limit,
    offset: (request.page - 1) * limit,
    sort: request.sort,
    after: request.after || null,
    before: request.before || null,
    filters: { ...request.filters, ...fixed },
  };
}

/** Whether two requests are the same search. */
export function same(one: Request, other: Request): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

function canonical(request: Request): unknown {
  const fields = Object.keys(request.filters).sort();
  const filters = fields.map((field) => [field, [...(request.filters[field] ?? [])].sort()]);
  return [request.query.trim(), filters, request.sort, request.after, request.before, request.page];
}
