import { html, nothing, type TemplateResult } from "lit/html.js";

import type { Scene } from "./scene.ts";

/** Longer notices are folded away. */
const LONG = 400;

/**
 * What the archive says of itself, at the end of its search page. A page that brings the notices inside the element has them shown from
 * the beginning; on others they come with the archive.
 */
export function noticesView({ phrases, state, isPage, notices, broughtNotices }: Scene): TemplateResult | typeof nothing {
  const text = broughtNotices.trim() || notices.join("\n");
  if (!isPage || text === "") {
    return nothing;
  }
  const isFirstAwaited = state.answer === null && state.waiting !== "nothing";
  const all = html`<slot name="notices">${notices.map((notice) => html`<p dir="auto">${notice}</p>`)}</slot>`;
  return html`<section class=${isFirstAwaited ? "notices small later" : "notices small"} part="notices" aria-label=${phrases.say("notices")}>
    ${text.length > LONG ? html`<details><summary>${phrases.say("notices")}</summary>${all}</details>` : all}
  </section>`;
}
