import { html, nothing, type TemplateResult } from "lit/html.js";

import type { Answer, Sort } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";
import { searchedQuery } from "../respelling.ts";
import type { Actions, Scene } from "./scene.ts";
import { understoodView } from "./understood.ts";

const SORTS: readonly Sort[] = ["relevance", "newest", "oldest"];

/** How many articles were found, and for what. */
export function countSentence(answer: Answer, phrases: Phrases): string {
  const query = phrases.quoted([searchedQuery(answer).trim()]);
  if (answer.total === 0 && answer.hits.length === 0) {
    return phrases.say(answer.incomplete.length > 0 ? "nothingLoaded" : "nothing", { query });
  }
  const count = phrases.count(answer.total_is === "exact" ? "articles" : "articlesAtLeast", answer.total);
  return phrases.say("forQuery", { count, query });
}

/** The heading of the results, with the order beside it. */
export function summaryView(scene: Scene, actions: Actions): TemplateResult | typeof nothing {
  const { phrases } = scene;
  const { answer } = scene.state;
  if (!answer) {
    return nothing;
  }
  return html`
    <header class="summary">
      <h2 id="summary" part="summary" tabindex="-1">${countSentence(answer, phrases)}</h2>
      ${answer.hits.length === 0 ? nothing : orderView(scene, actions)}
    </header>
    ${understoodView(scene, answer, actions)}
  `;
}

function orderView({ phrases, request }: Scene, actions: Actions): TemplateResult {
  const sorted = (event: Event): void => {
    const sort = SORTS.find((name) => name === (event.target as HTMLSelectElement).value) ?? "relevance";
    actions.choose((asked) => ({ ...asked, sort, page: 1 }));
  };
  return html`<label class="order" part="order">
    ${phrases.say("order")}
    <select part="sort" name="sort" .value=${request.sort} @change=${sorted}>
      ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === request.sort}>${phrases.say(sort)}</option>`)}
    </select>
  </label>`;
}
