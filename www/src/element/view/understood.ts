import { html, nothing, type TemplateResult } from "lit/html.js";

import type { Answer } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";
import { corrections, expansions, literally } from "../respelling.ts";
import type { Actions, Scene } from "./scene.ts";

type Shown = TemplateResult | typeof nothing;

/** How the query was understood, and the way back to what was typed. */
export function understoodView(scene: Scene, answer: Answer, actions: Actions): TemplateResult {
  return html`${correctedView(scene, answer, actions)} ${expandedView(scene, answer, actions)} ${leftOutView(scene, answer)}
  ${suggestionView(scene, answer, actions)}`;
}

/** Words among others, in the interface's language, each keeping its own direction. */
export function wordsView(phrases: Phrases, words: readonly string[], type: "conjunction" | "disjunction" = "conjunction"): Shown[] {
  return phrases.list(words, type).map(({ type, value }) => (type === "element" ? html`<bdi>${value}</bdi>` : html`${value}`));
}

function correctedView(scene: Scene, answer: Answer, actions: Actions): Shown {
  const corrected = corrections(answer);
  if (corrected.length === 0) {
    return nothing;
  }
  const { phrases } = scene;
  const from = corrected.map((word) => word.from);
  const to = corrected.map((word, i) => html`${i > 0 ? " \u00b7 " : ""}<b>${wordsView(phrases, word.to, "disjunction")}</b>`);
  return html`<p class="row" part="corrected">
    <span>${phrases.parts("corrected", { to })}</span>
    ${literalView(answer, from, phrases.parts("instead", { from: wordsView(phrases, from) }), actions)}
  </p>`;
}

function expandedView(scene: Scene, answer: Answer, actions: Actions): TemplateResult[] {
  const { phrases } = scene;
  return expansions(answer).map(({ from, to }) => html`<p class="row small" part="expanded">
    <span>${phrases.parts("expanded", { to: wordsView(phrases, to) })}</span>
    ${literalView(answer, [from], phrases.parts("only", { from: html`<bdi>${from}</bdi>` }), actions)}
  </p>`);
}

/** Searches some words as they were typed and nothing else. */
function literalView({ query }: Answer, words: readonly string[], label: unknown, actions: Actions): Shown {
  const literal = literally(query, words);
  return literal === null
    ? nothing
    : html`<button type="button" class="plain" part="literal" @click=${() => actions.take(literal)}>${label}</button>`;
}

/** What was not searched or not found, as sentences. */
function leftOutView({ phrases }: Scene, { understood, some_words, incomplete }: Answer): Shown {
  const { missing, ignored } = understood;
  const sentences = [
    // What is in no file that came may be in one that didn't.
    ...(missing.length > 0 && incomplete.length === 0 ? [phrases.count("missing", missing.length, { words: phrases.quoted(missing) })] : []),
    ...(ignored.length > 0 ? [phrases.count("ignored", ignored.length, { words: phrases.quoted(ignored) })] : []),
    ...(some_words > 0 ? [phrases.count("someWords", some_words)] : []),
  ];
  return sentences.length > 0 ? html`<p class="small" part="understood">${sentences.join(" ")}</p>` : nothing;
}

/** A query that would find more; where words were corrected it is the one that was searched. */
function suggestionView({ phrases }: Scene, { suggestion, understood }: Answer, actions: Actions): Shown {
  if (!suggestion || understood.corrected.length > 0) {
    return nothing;
  }
  return html`<p>
    <button type="button" class="plain" part="suggestion" @click=${() => actions.take(suggestion)}>
      ${phrases.say("suggestion", { query: phrases.quoted([suggestion]) })}
    </button>
  </p>`;
}
