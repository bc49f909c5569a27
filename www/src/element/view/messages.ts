import { html, nothing, type TemplateResult } from "lit/html.js";

import type { Answer } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";
import { archiveName } from "../places.ts";
import type { State } from "../session.ts";
import type { Actions, Scene } from "./scene.ts";
import { wordsView } from "./understood.ts";

/** What the reader is waiting for. Its line is always there, so that nothing below moves. */
export function progressView({ phrases, state }: Scene): TemplateResult {
  const { waiting } = state;
  const isShort = waiting === "nothing" || waiting === "soon";
  return html`<p class="progress" part="progress">${isShort ? nothing : phrases.say(waiting)}</p>`;
}

/** What a failure is called to the reader. */
export function failureSentence({ code }: NonNullable<State["failure"]>, phrases: Phrases): string {
  return phrases.say(code === "unreachable" && !navigator.onLine ? "offline" : code);
}

/** Why there is no answer, and what to do. */
export function failureView({ phrases, state, ownPage, browse }: Scene, actions: Actions): TemplateResult | typeof nothing {
  const { failure } = state;
  if (!failure) {
    return nothing;
  }
  const isHopeless = failure.code === "unsupported" || failure.code === "refused";
  return html`
    <section class="message" part="error">
      <p>${failureSentence(failure, phrases)}</p>
      <p class="row">
        ${isHopeless
          ? nothing
          : html`<button type="button" part="retry" @click=${actions.retry}>${phrases.say("again")}</button>`}
        ${ownPage ? html`<a part="own-page" href=${ownPage}>${phrases.say("ownPage")}</a>` : nothing}
        ${isHopeless && browse ? html`<a part="browse" href=${browse}>${phrases.say("browse")}</a>` : nothing}
      </p>
      <details class="small">
        <summary>${phrases.say("details")}</summary>
        <p dir="auto">${failure.message}</p>
      </details>
    </section>
  `;
}

/** Which parts of the archive are missing from this answer. */
export function incompleteView({ phrases, state }: Scene, actions: Actions): TemplateResult | typeof nothing {
  const files = state.answer?.incomplete ?? [];
  if (files.length === 0) {
    return nothing;
  }
  return html`
    <div class="message" part="incomplete">
      <p>${phrases.say("incomplete")}</p>
      <p class="row"><button type="button" part="retry" @click=${actions.retry}>${phrases.say("again")}</button></p>
      <details class="small">
        <summary>${phrases.count("incompleteFiles", files.length)}</summary>
        <ul>
          ${files.map((file) => html`<li dir="ltr">${file}</li>`)}
        </ul>
      </details>
    </div>
  `;
}

/** Which of several archives are missing from this answer. */
export function failedView({ phrases, state }: Scene, actions: Actions): TemplateResult | typeof nothing {
  const failed = state.answer?.failed ?? [];
  return failed.length === 0
    ? nothing
    : html`<div class="message row" part="failed">
        <p>${phrases.parts("archivesFailed", { archives: wordsView(phrases, failed.map(archiveName)) })}</p>
        <button type="button" part="retry" @click=${actions.retry}>${phrases.say("again")}</button>
      </div>`;
}

/** Nothing found: what to try. */
export function nothingView({ phrases, state, request, isWide }: Scene, actions: Actions): TemplateResult | typeof nothing {
  const filtered = Object.keys(request.filters).length > 0 || request.after !== "" || request.before !== "";
  const beyond = state.answer !== null && state.answer.total > 0;
  if (beyond) {
    // On the first page it is the articles' files that are missing, which is said above.
    return request.page < 2 ? nothing : html`
      <div class="message" part="empty">
        <p>${phrases.say("beyond")}</p>
        <p class="row"><button type="button" @click=${() => actions.turnTo(1)}>${phrases.say("firstPage")}</button></p>
      </div>
    `;
  }
  const tries = whatToTry(state.answer, filtered).map((key) => html`<li>${phrases.say(key)}</li>`);
  return html`
    <div class="message" part="empty">
      <ul>
        ${tries}
      </ul>
      ${filtered && !isWide ? clearFiltersView(phrases, actions) : nothing}
    </div>
  `;
}

/** What may find something, the likeliest first. */
function whatToTry(answer: Answer | null, filtered: boolean): ("tryUnfiltered" | "tryUnquoted" | "trySpelling" | "tryFewer")[] {
  const query = answer?.query.trim() ?? "";
  return [
    ...(filtered ? (["tryUnfiltered"] as const) : []),
    ...(/["\u201c\u201d\u201e\xab\xbb]/u.test(query) ? (["tryUnquoted"] as const) : []),
    "trySpelling",
    ...(/\s/u.test(query) ? (["tryFewer"] as const) : []),
  ];
}

/** Takes all filters and dates away. */
export function clearFiltersView(phrases: Scene["phrases"], actions: Actions): TemplateResult {
  const clear = (): void => actions.choose((request) => ({ ...request, filters: {}, after: "", before: "", page: 1 }));
  return html`<p class="row">
    <button type="button" part="clear-filters" @click=${clear}>${phrases.say("clearFilters")}</button>
  </p>`;
}
