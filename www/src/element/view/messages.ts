import { html, nothing, type TemplateResult } from "lit";

import type { Actions, Scene } from "./scene.ts";

/** What the reader is waiting for. Its line is always there, so that nothing below moves. */
export function progressView({ phrases, state }: Scene): TemplateResult {
  const { waiting } = state;
  const said = waiting === "opening" || waiting === "searching" || waiting === "slow";
  return html`<p class="progress" part="progress">${said ? phrases.say(waiting) : nothing}</p>`;
}

/** Why there is no answer, and what to do. */
export function failureView({ phrases, state, ownPage }: Scene, actions: Actions): TemplateResult | typeof nothing {
  const { failure } = state;
  if (!failure) {
    return nothing;
  }
  return html`
    <section class="message" part="error">
      <p>${phrases.say(failure.code)}</p>
      <p class="row">
        ${failure.code === "unsupported" || failure.code === "refused"
          ? nothing
          : html`<button type="button" part="retry" @click=${actions.retry}>${phrases.say("again")}</button>`}
        ${ownPage ? html`<a part="own-page" href=${ownPage}>${phrases.say("ownPage")}</a>` : nothing}
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

/** Nothing found: what to try. */
export function nothingView({ phrases, state, request, isWide }: Scene, actions: Actions): TemplateResult {
  const filtered = Object.keys(request.filters).length > 0 || request.after !== "" || request.before !== "";
  const beyond = state.answer !== null && state.answer.total > 0;
  if (beyond) {
    return html`
      <div class="message" part="empty">
        <p>${phrases.say("beyond")}</p>
        <p class="row"><button type="button" @click=${() => actions.turnTo(1)}>${phrases.say("firstPage")}</button></p>
      </div>
    `;
  }
  return html`
    <div class="message" part="empty">
      <p>${phrases.say("nothingTry")}</p>
      ${filtered
        ? html`<p>${phrases.say("nothingFilters")}</p>
            ${isWide ? nothing : clearFiltersView(phrases, request, actions)}`
        : nothing}
    </div>
  `;
}

/** Takes all filters and dates away. */
export function clearFiltersView(phrases: Scene["phrases"], request: Scene["request"], actions: Actions): TemplateResult {
  const clear = (): void => actions.choose({ ...request, filters: {}, after: "", before: "", page: 1 });
  return html`<p class="row">
    <button type="button" part="clear-filters" @click=${clear}>${phrases.say("clearFilters")}</button>
  </p>`;
}
