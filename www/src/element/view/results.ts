import { html, nothing, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";

import type { Answer, Hit } from "../../dalil.js";
import { keyOf } from "../hit-panels.ts";
import { FIRST } from "../painting.ts";
import type { Request } from "../request.ts";
import { hitView } from "./hit.ts";
import { failedView, incompleteView, nothingView } from "./messages.ts";
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
      ${summaryView(scene, actions)} ${failedView(scene, actions)} ${incompleteView(scene, actions)} ${timelinePlace(scene, answer, answered)}
      ${answer.hits.length === 0 ? nothingView(scene, actions) : listView(scene, answer, offset, actions)}
      ${scene.drawn.below && guard([scene.drawn.below], () => pagesView(scene, answer, answered, actions))}
      ${scene.ownPage ? html`<p class="small"><a part="own-page" href=${scene.ownPage}>${scene.phrases.say("ownPage")}</a></p>` : nothing}
    </section>
  `;
}

/** Its place is kept, so that the hits stay where they are when it comes. */
function timelinePlace({ phrases, timeline, drawn }: Scene, answer: Answer, { after, before }: Request): TemplateResult | typeof nothing {
  const least = after === "" && before === "" ? 2 : 1;
  return timeline === null || answer.timeline.filter(({ month }) => month !== null).length < least
    ? nothing
    : html`<div class="timeline-place">${drawn.timeline && guard([drawn.timeline], () => timeline(phrases))}</div>`;
}

/** The first hits, and the others when they are drawn: never more of these than there are now. */
function listView(scene: Scene, answer: Answer, offset: number, actions: Actions): TemplateResult {
  const { hits, further } = scene.drawn;
  const count = answer.hits.length;
  return html`
    <ol part="list" start=${offset + 1}>
      ${guard([hits], () => hitsView(scene, answer, offset, answer.hits.slice(0, FIRST), offset, actions))}
      ${further && guard([further, count], () => hitsView(scene, answer, offset, further.hits.slice(FIRST, count), offset + FIRST, actions))}
    </ol>
  `;
}

function hitsView(scene: Scene, answer: Answer, offset: number, hits: readonly Hit[], first: number, actions: Actions): unknown {
  const rows = hits.map((hit, i) => ({ hit, rank: first + i }));
  // Articles with all words come first; where they end the reader is told.
  const ends = answer.some_words > 0 ? answer.total : Infinity;
  return repeat(
    rows,
    ({ hit }) => keyOf(hit),
    ({ hit, rank }) => html`
      <li part="hit">
        ${rank === ends || (rank > ends && rank === offset)
          ? html`<p class="divider" part="divider">${scene.phrases.say("onlySome")}</p>`
          : nothing}
        ${hitView(scene, hit, actions)}
      </li>
    `,
  );
}
