/** All below the box at one moment, drawn from its parts. */

import { guard } from "lit/directives/guard.js";
import { html, nothing, type TemplateResult } from "lit/html.js";

import type { ArticleRecord, Place } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";
import type { ShownFacet } from "../facet-order.ts";
import type { FilterState } from "../filter-state.ts";
import type { HitPanels } from "../hit-panels.ts";
import type { Located } from "../links.ts";
import type { PictureChoice } from "../pictures.ts";
import type { Drawn } from "../painting.ts";
import type { Request } from "../request.ts";
import type { State } from "../session.ts";
import { filtersView } from "./filters.ts";
import { failureView, progressView } from "./messages.ts";
import { noticesView } from "./notices.ts";
import { resultsView } from "./results.ts";

/** Everything the views draw from. */
export interface Scene {
  readonly phrases: Phrases;
  readonly state: State;
  /** What the reader asks for now; the answer shown may still be to an older request. */
  readonly request: Request;
  readonly isPage: boolean;
  /** There is room for the filters beside the results. */
  readonly isWide: boolean;
  readonly limit: number;
  readonly base: URL;
  readonly pictures: PictureChoice;
  /** What the archive says of itself, once it is open. */
  readonly notices: readonly string[];
  /** The same as the page brought it, or "". */
  readonly broughtNotices: string;
  /** The archive's own search page, where this is not it. */
  readonly ownPage: string | null;
  /** A page of the archive that lists its articles, where there is one. */
  readonly browse: string | null;
  /** The address of a search; null where searches have none. */
  readonly linkTo: (request: Request) => string | null;
  /** Where a stored article can be read, from here. */
  readonly readerLink: (article: Located) => string;
  /** Where it can be read from anywhere. */
  readonly articleAddress: (article: Located) => string;
  /** What is read in place of the results: null for nothing yet. */
  readonly reading: ((scene: Scene, actions: Actions) => TemplateResult | null) | null;
  /** What the status line says. */
  readonly status: string;
  readonly filters: FilterState;
  readonly facets: () => readonly ShownFacet[];
  /** What is opened under hits. */
  readonly panels: HitPanels;
  /** Draws the hits by date; null where they are not to be shown. */
  readonly timeline: ((phrases: Phrases) => unknown) | null;
  /** Which regions are drawn anew. */
  readonly drawn: Drawn;
}

/** Everything the reader can do. */
export interface Actions {
  /** Changes what is asked for now, which may be another request than the one that was drawn. */
  choose(change: (request: Request) => Request): void;
  turnTo(page: number): void;
  /** Searches another query that was offered. */
  take(query: string): void;
  retry(): void;
  /** `place` is one of the article's further ones; one without an address is the article as it is stored. */
  open(article: ArticleRecord, event: Event, place?: Place): void;
  /** From an article to the results. */
  back(event: MouseEvent): void;
  /** To the box. */
  search(): void;
}

/** Draws what stands below the box. */
export function searchView(scene: Scene, actions: Actions): TemplateResult {
  const { state, isPage, isWide, reading, drawn } = scene;
  const shown = reading ? reading(scene, actions) : resultsView(scene, actions);
  // In a column of their own they push nothing away, and may come later.
  const hasFilters = isPage && state.answer !== null && !reading && (drawn.filters !== null || !isWide);
  return html`
    <p class="unseen" role="status" part="status">${scene.status}</p>
    ${progressView(scene)}
    <div class="body">
      ${hasFilters ? guard([drawn.filters], () => filtersView(scene, actions)) : nothing}
      <div class="main" part="main">${state.failure ? failureView(scene, actions) : shown}</div>
    </div>
    ${noticesView(scene)}
  `;
}
