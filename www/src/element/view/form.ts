import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import type { Actions, Scene } from "./scene.ts";

/** The search box. */
export function formView({ phrases, request, placeholder }: Scene, actions: Actions): TemplateResult {
  const typed = (event: InputEvent): void => {
    // While an input method is composing, the text is not yet what the reader means.
    if (!event.isComposing) {
      actions.type(box(event).value);
    }
  };
  const entered = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = box(event);
    actions.enter(input.value);
    // On a touch screen the keyboard covers the results.
    if (matchMedia("(pointer: coarse)").matches) {
      input.blur();
    }
  };
  const cleared = (event: Event): void => {
    actions.type("");
    box(event).focus();
  };
  const escaped = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && box(event).value !== "") {
      event.preventDefault();
      actions.type("");
    }
  };
  return html`
    <search part="search">
      <form role="search" part="form" aria-label=${phrases.say("label")} @submit=${entered}>
        <label class="unseen" for="query">${phrases.say("label")}</label>
        <div class="field" part="field">
          <input
            id="query"
            part="input"
            type="search"
            name="q"
            dir="auto"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="search"
            maxlength="1000"
            placeholder=${placeholder ?? phrases.say("placeholder")}
            .value=${live(request.query)}
            @input=${typed}
            @compositionend=${(event: Event) => actions.type(box(event).value)}
            @keydown=${escaped}
          />
          ${request.query === ""
            ? nothing
            : html`<button type="button" part="clear" class="clear" aria-label=${phrases.say("clear")} @click=${cleared}>
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M3 3l10 10M13 3L3 13" /></svg>
              </button>`}
        </div>
        <button type="submit" part="submit" class="submit">${phrases.say("search")}</button>
      </form>
    </search>
  `;
}

function box(event: Event): HTMLInputElement {
  const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
  return root.getElementById("query") as HTMLInputElement;
}
