/** timeline.js: hits by date. The view loads it on a search page, and shows everything else without it. */

import type { TemplateResult } from "lit/html.js";

import type { Answer } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";
import type { Request } from "../request.ts";
import { timelineView } from "../view/timeline.ts";
import { Chart } from "./chart.ts";

/** What timeline.js brings. */
export interface Part {
  timeline(changed: () => void, choose: (after: string, before: string) => void): Timeline;
}

/** The bars, with what the reader does with them. */
export class Timeline {
  constructor(private readonly chart: Chart) {}

  /** Another answer has other bars. */
  reset(): void {
    this.chart.reset();
  }

  view(phrases: Phrases, answer: Answer, answered: Request): TemplateResult | symbol {
    return timelineView(phrases, this.chart, answer, answered);
  }
}

export function timeline(...hearing: ConstructorParameters<typeof Chart>): Timeline {
  return new Timeline(new Chart(...hearing));
}
