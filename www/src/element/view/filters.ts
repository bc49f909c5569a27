import { html, nothing, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";

import { own } from "../../own.ts";
import type { ShownFacet } from "../facet-order.ts";
import { readPartialDate } from "../partial-date.ts";
import { chosenFilters, toggle } from "../request.ts";
import { clearFiltersView } from "./messages.ts";
import type { Actions, Scene } from "./scene.ts";

/** So many values of a field are shown at first. */
const FEW = 8;

/** The filters: in a column of their own where there is room, else in a disclosure. */
export function filtersView(scene: Scene, actions: Actions): TemplateResult {
  const { phrases, request, isWide, filters } = scene;
  const chosen = chosenFilters(request);
  if (isWide) {
    return html`
      <section class="filters" part="filters" aria-labelledby="filters">
        <h2 id="filters" class="unseen">${phrases.say("filters")}</h2>
        ${fieldsView(scene, actions)}
      </section>
    `;
  }
  const opened = (event: Event): void => filters.show((event.currentTarget as HTMLDetailsElement).open);
  return html`
    <details class="filters" part="filters" ?open=${filters.isOpen} @toggle=${opened}>
      <summary part="filters-summary">
        ${chosen > 0 ? phrases.count("filtersChosen", chosen) : phrases.say("filters")}
      </summary>
      ${filters.isOpen ? fieldsView(scene, actions) : nothing}
    </details>
  `;
}

function fieldsView(scene: Scene, actions: Actions): TemplateResult {
  const { phrases, request, filters } = scene;
  const facets = scene.facets();
  const drawn = facets.map((facet) => facetView(scene, facet, actions));
  const unseen = facets.filter(({ is }) => is === "at_least");
  return html`
    ${datesView(scene, actions)} ${drawn}
    ${filters.isExact || unseen.length > 0 ? moreView(scene, unseen) : nothing}
    ${scene.state.countFailed ? html`<p class="small wrong" role="status">${phrases.say("incomplete")}</p>` : nothing}
    ${chosenFilters(request) > 0 ? clearFiltersView(phrases, actions) : nothing}
  `;
}

/** Fields that are counted when it is asked for, since what that takes grows with the archive. */
function moreView({ phrases, filters }: Scene, unseen: readonly ShownFacet[]): TemplateResult {
  const { isExact } = filters;
  const names = unseen.map(({ field }) => phrases.field(field)).join(", ");
  return html`
    <button type="button" class="plain" part="more-filters" aria-expanded=${isExact} @click=${() => filters.countExactly(!isExact)}>
      ${phrases.say("moreFilters")}${names === "" ? nothing : html`: <bdi>${names}</bdi>`}
    </button>
  `;
}

function facetView(scene: Scene, facet: ShownFacet, actions: Actions): TemplateResult | typeof nothing {
  const { phrases, request, filters } = scene;
  const chosen = own(request.filters, facet.field) ?? [];
  // What was counted while the reader wanted it keeps its place, and is out of sight with the rest.
  const known = facet.is === "exact" || filters.isExact ? facet.values : [];
  const values = withChosen(known, chosen);
  if (values.length === 0 || (chosen.length === 0 && saysNothing(scene, facet))) {
    return nothing;
  }
  const isWhole = filters.whole.has(facet.field);
  const shown = isWhole ? values : values.filter(({ value }, i) => i < FEW || chosen.includes(value));
  const hidden = values.length - shown.length;
  return html`
    <fieldset part="facet" data-field=${facet.field}>
      <legend part="legend" dir="auto">${phrases.field(facet.field)}</legend>
      ${repeat(
        shown,
        ({ value }) => value,
        ({ value, count }) => choiceView(scene, facet, value, count, chosen.includes(value), actions),
      )}
      ${isWhole && facet.more > 0 ? html`<p class="small">${phrases.count("more", facet.more)}</p>` : nothing}
      ${hidden > 0 || (isWhole && values.length > FEW)
        ? html`<button
            type="button"
            class="plain"
            part="show-all"
            aria-expanded=${isWhole ? "true" : "false"}
            @click=${() => filters.showWhole(facet.field, !isWhole)}
          >
            ${isWhole ? phrases.say("showFewer") : phrases.say("showAll")}
          </button>`
        : nothing}
    </fieldset>
  `;
}

/** All articles found have the one value: there is nothing to choose. */
function saysNothing({ state }: Scene, { values, more }: ShownFacet): boolean {
  const { answer } = state;
  return values.length === 1 && more === 0 && answer !== null && (values[0]?.count ?? 0) >= answer.total + answer.some_words;
}

function choiceView(
  { phrases }: Scene,
  facet: ShownFacet,
  value: string,
  count: number | null,
  chosen: boolean,
  actions: Actions,
): TemplateResult {
  const changed = (event: Event): void => {
    const { checked } = event.currentTarget as HTMLInputElement;
    actions.choose((asked) => toggle(asked, facet.field, value, checked));
  };
  const name = phrases.value(facet.field, value);
  return html`
    <label class="choice" part="choice">
      <input
        type="checkbox"
        part="checkbox"
        name=${facet.field}
        value=${value}
        aria-label=${count === null ? name : phrases.count("inPeriod", count, { period: name })}
        .checked=${chosen}
        @change=${changed}
      />
      <span><bdi>${name}</bdi> ${count === null ? nothing : html`<span class="count" part="count">${counted(count)}</span>`}</span>
    </label>
  `;

  function counted(n: number): string {
    const number = phrases.number(n);
    return facet.is === "exact" ? number : phrases.say("atLeast", { n: number });
  }
}

/** What is chosen stays in sight, even where the answer has no count for it. */
function withChosen(values: ShownFacet["values"], chosen: readonly string[]): ShownFacet["values"] {
  const known = new Set(values.map(({ value }) => value));
  const unknown = chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: null }));
  return [...values, ...unknown];
}

function datesView(scene: Scene, actions: Actions): TemplateResult {
  const { phrases, filters } = scene;
  const isWrong = filters.wrongDates.size > 0;
  return html`
    <fieldset part="facet" data-field="date">
      <legend part="legend">${phrases.say("dates")}</legend>
      <div class="dates">${dateView(scene, "after", actions)} ${dateView(scene, "before", actions)}</div>
      <p class="small ${isWrong ? "wrong" : ""}" id="dates-hint" part="hint">
        ${phrases.say(isWrong ? "datesWrong" : "datesHint")}
      </p>
    </fieldset>
  `;
}

function dateView(scene: Scene, field: "after" | "before", actions: Actions): TemplateResult {
  const { phrases, request, filters } = scene;
  const changed = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const date = readPartialDate(input.value);
    filters.noteWrong(field, date === null);
    if (date !== null) {
      input.value = date;
      if (date !== request[field]) {
        actions.choose((asked) => ({ ...asked, [field]: date, page: 1 }));
      }
    }
  };
  return html`
    <label>
      ${phrases.say(field)}
      <input
        type="text"
        part=${field}
        name=${field}
        dir="ltr"
        autocomplete="off"
        maxlength="10"
        size="10"
        aria-describedby="dates-hint"
        aria-invalid=${filters.wrongDates.has(field) ? "true" : "false"}
        .value=${request[field]}
        @change=${changed}
      />
    </label>
  `;
}
