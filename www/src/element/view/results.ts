import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Answer, Hit } from "../../dalil.js";
import { safeAddress } from "../../safe-address.ts";
import { firstSentence } from "../first-sentence.ts";
import { incompleteView, nothingView } from "./messages.ts";
import { pagesView } from "./pages.ts";
import type { Actions, Scene } from "./scene.ts";
import { summaryView } from "./summary.ts";

/** The answer: how much was found, the articles, the pages. */
export function resultsView(scene: Scene, actions: Actions): TemplateResult | typeof nothing {
  const { answer, answered, waiting } = scene.state;
  if (!answer || !answered) {
    return nothing;
  }
  const offset = (answered.page - 1) * scene.limit;
  return html`
    <section part="results" aria-labelledby="summary" aria-busy=${waiting === "nothing" ? "false" : "true"}>
      ${summaryView(scene, actions)} ${incompleteView(scene, actions)}
      ${answer.hits.length === 0 ? nothingView(scene, actions) : listView(scene, answer, offset, actions)}
      ${pagesView(scene, answer, answered, actions)}
      ${scene.ownPage ? html`<p class="small"><a part="own-page" href=${scene.ownPage}>${scene.phrases.say("ownPage")}</a></p>` : nothing}
    </section>
  `;
}

function listView(scene: Scene, answer: Answer, offset: number, actions: Actions): TemplateResult {
  const rows = answer.hits.map((hit, i) => ({ hit, rank: offset + i }));
  // Articles with all words come first; where they end the reader is told.
  const ends = answer.some_words > 0 ? answer.total : Infinity;
  return html`
    <ol part="list" start=${offset + 1}>
      ${repeat(
        rows,
        ({ hit }) => hit.id,
        ({ hit, rank }) => html`
          <li part="hit">
            ${rank === ends || (rank > ends && rank === offset)
              ? html`<p class="divider" part="divider">${scene.phrases.say("onlySome")}</p>`
              : nothing}
            ${hitView(scene, hit, actions)}
          </li>
        `,
      )}
    </ol>
  `;
}

function hitView({ phrases, base }: Scene, hit: Hit, actions: Actions): TemplateResult {
  const address = safeAddress(hit.url, base);
  const title = hit.title ?? firstSentence(hit.excerpt_parts.map((part) => part.text).join(""), hit.language);
  const lang = hit.language ?? "";
  return html`
    <p class="meta" part="meta">
      ${hit.date === null ? nothing : html`<time part="date" datetime=${hit.date}>${phrases.date(hit.date)}</time>`}
      ${hit.source ? html`<span part="source"><bdi>${hit.source}</bdi></span>` : nothing}
      ${hit.section ? html`<span part="section"><bdi>${hit.section}</bdi></span>` : nothing}
    </p>
    <h3 part="title" dir="auto" lang=${lang}>
      ${address === null
        ? title
        : html`<a part="link" href=${address} @click=${(event: Event) => actions.open(hit, event)}>${title}</a>`}
    </h3>
    <p class="excerpt" part="excerpt" dir="auto" lang=${lang}>
      ${hit.excerpt_parts.map(({ text, mark }) => (mark ? html`<mark part="mark">${text}</mark>` : text))}
    </p>
  `;
}
