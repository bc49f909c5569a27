import { html, nothing, type TemplateResult } from "lit";

import type { Answer, Sort } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";
import type { Actions, Scene } from "./scene.ts";

const SORTS: readonly Sort[] = ["relevance", "newest", "oldest"];

/** How many articles were found, and for what. */
export function countSentence(answer: Answer, phrases: Phrases): string {
  const query = phrases.quoted([answer.query.trim()]);
  if (answer.total === 0 && answer.hits.length === 0) {
    return phrases.say(answer.incomplete.length > 0 ? "nothingLoaded" : "nothing", { query });
  }
  const count = phrases.count(answer.total_is === "exact" ? "articles" : "articlesAtLeast", answer.total);
  return phrases.say("forQuery", { count, query });
}

/** The heading of the results, with the order beside it. */
export function summaryView({ phrases, state, request }: Scene, actions: Actions): TemplateResult | typeof nothing {
  const { answer } = state;
  if (!answer) {
    return nothing;
  }
  const sorted = (event: Event): void => {
    const sort = SORTS.find((name) => name === (event.target as HTMLSelectElement).value) ?? "relevance";
    actions.choose({ ...request, sort, page: 1 });
  };
  return html`
    <header class="summary">
      <h2 id="summary" part="summary" tabindex="-1">${countSentence(answer, phrases)}</h2>
      <label class="order" part="order">
        ${phrases.say("order")}
        <select part="sort" name="sort" .value=${request.sort} @change=${sorted}>
          ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === request.sort}>${phrases.say(sort)}</option>`)}
        </select>
      </label>
    </header>
    ${understoodView(answer, phrases)} ${suggestionView(answer, phrases, request, actions)}
  `;
}

/** How the query was understood, as sentences. */
function understoodView({ understood, some_words, incomplete }: Answer, phrases: Phrases): TemplateResult | typeof nothing {
  const { missing, ignored, corrected, expanded } = understood;
  const sentences = [
    // What is in no file that came may be in one that didn't.
    ...(missing.length > 0 && incomplete.length === 0 ? [phrases.count("missing", missing.length, { words: phrases.quoted(missing) })] : []),
    ...(ignored.length > 0 ? [phrases.count("ignored", ignored.length, { words: phrases.quoted(ignored) })] : []),
    ...corrected.map(({ from, to }) => phrases.say("corrected", { from: phrases.quoted([from]), to: phrases.quoted([to]) })),
    ...expanded.map(({ from, to }) => phrases.say("expanded", { from: phrases.quoted([from]), to: phrases.quoted([to]) })),
    ...(some_words > 0 ? [phrases.count("someWords", some_words)] : []),
  ];
  return sentences.length > 0 ? html`<p class="small" part="understood">${sentences.join(" ")}</p>` : nothing;
}

function suggestionView(
  answer: Answer,
  phrases: Phrases,
  request: Scene["request"],
  actions: Actions,
): TemplateResult | typeof nothing {
  const { suggestion } = answer;
  if (!suggestion) {
    return nothing;
  }
  return html`<p>
    <button type="button" class="plain" part="suggestion" @click=${() => actions.choose({ ...request, query: suggestion, page: 1 })}>
      ${phrases.say("suggestion", { query: phrases.quoted([suggestion]) })}
    </button>
  </p>`;
}
