import { html, nothing, type TemplateResult } from "lit/html.js";

import type { Suggestion } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";

/** What the ids of options begin with. */
export const OPTION = "completion-";

/** The list at one moment. */
export interface Completing {
  readonly options: readonly Suggestion[];
  readonly typed: string;
  readonly isOpen: boolean;
  /** Which option the keyboard is on, or -1. */
  readonly active: number;
}

/** The list under the box; it is there, though hidden, as long as the box refers to it. */
export function completionsView({ options, typed, isOpen, active }: Completing, phrases: Phrases | null, choose: (index: number) => void): TemplateResult {
  return html`<ul id="completions" class="completions" part="completions" role="listbox" aria-label=${phrases?.say("completions") ?? nothing} ?hidden=${!isOpen}>
    ${phrases && isOpen
      ? options.map(
          (option, i) => html`<li
            id=${OPTION + i}
            role="option"
            part=${i === active ? "completion active" : "completion"}
            class=${option.kind}
            aria-selected=${i === active ? "true" : "false"}
            @click=${() => choose(i)}
          >
            <span dir="auto">${completedView(option.text, typed)}</span>
            ${option.kind === "title"
              ? nothing
              : html`<span class="count" aria-hidden="true">${phrases.number(option.count)}</span>
                  <span class="unseen">${phrases.count("articles", option.count)}</span>`}
          </li>`,
        )
      : nothing}
  </ul>`;
}

/** What would be added to the typed text stands out. */
function completedView(text: string, typed: string): unknown {
  const begun = typed.trimStart();
  return text.toLocaleLowerCase().startsWith(begun.toLocaleLowerCase())
    ? html`${text.slice(0, begun.length)}<b>${text.slice(begun.length)}</b>`
    : text;
}
