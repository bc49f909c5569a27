import { html, nothing, type TemplateResult } from "lit/html.js";

import type { Answer } from "../../dalil.js";
import { pageNumbers } from "../page-numbers.ts";
import { isPlainClick } from "../plain-click.ts";
import type { Request } from "../request.ts";
import type { Actions, Scene } from "./scene.ts";

/** Previous, the numbers around this page, next. */
export function pagesView(scene: Scene, answer: Answer, answered: Request, actions: Actions): TemplateResult | typeof nothing {
  const { phrases, limit } = scene;
  const current = answered.page;
  const counted = Math.ceil((answer.total + answer.some_words) / limit);
  // A lower bound says nothing about the end.
  const hasNext = current < counted || (answer.hits.length === limit && answer.total_is === "at_least");
  if (current === 1 && !hasNext) {
    return nothing;
  }
  const numbers = pageNumbers(current, Math.max(counted, current + Number(hasNext)));
  return html`
    <nav part="pages" class="pages" aria-label=${phrases.say("pages")}>
      <ul>
        ${current > 1 ? html`<li>${pageView(scene, current - 1, "previous", actions)}</li>` : nothing}
        ${numbers.map((page) =>
          page === null
            ? html`<li class="gap" aria-hidden="true">\u2026</li>`
            : html`<li class="number">${pageView(scene, page, page === current ? "current" : "number", actions)}</li>`,
        )}
        ${hasNext ? html`<li>${pageView(scene, current + 1, "next", actions)}</li>` : nothing}
      </ul>
    </nav>
  `;
}

type Role = "previous" | "next" | "number" | "current";

function pageView(scene: Scene, page: number, role: Role, actions: Actions): TemplateResult {
  const { phrases } = scene;
  const turn = (event: MouseEvent): void => {
    if (isPlainClick(event)) {
      event.preventDefault();
      actions.turnTo(page);
    }
  };
  const isNamed = role === "previous" || role === "next";
  const text = isNamed ? phrases.say(role) : phrases.number(page);
  const label = isNamed ? nothing : phrases.say("page", { n: phrases.number(page) });
  const href = scene.linkTo({ ...scene.request, page });
  if (href !== null) {
    return html`<a
      part=${`page ${role}`}
      href=${href}
      aria-label=${label}
      aria-current=${role === "current" ? "page" : nothing}
      @click=${turn}
      >${text}</a
    >`;
  }
  return html`<button
    type="button"
    part=${`page ${role}`}
    aria-label=${label}
    aria-current=${role === "current" ? "page" : nothing}
    @click=${turn}
  >
    ${text}
  </button>`;
}
