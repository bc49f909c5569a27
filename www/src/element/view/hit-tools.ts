import { html, nothing, type TemplateResult } from "lit/html.js";

import type { ArticleRecord } from "../../dalil.js";
import { safeAddress } from "../../safe-address.ts";
import { citation } from "../citation.ts";
import { titleOf } from "../first-sentence.ts";
import { keyOf, type Similar } from "../hit-panels.ts";
import type { Actions, Scene } from "./scene.ts";

/** What can be done with an article besides reading it where it first stood, which is at `original`. */
export function toolsView(scene: Scene, article: ArticleRecord, title: string, original: string | null, actions: Actions): TemplateResult {
  const { phrases, panels, reading } = scene;
  const { id } = article;
  const key = keyOf(article);
  const address = original ?? scene.articleAddress(article);
  const similar = panels.similar(key);
  const isCited = panels.isCited(key);
  const opener = (name: "similar" | "cite", isOpen: boolean, press: () => void): TemplateResult =>
    html`<button type="button" class="plain" part=${name} aria-expanded=${isOpen ? "true" : "false"} @click=${press}>${phrases.say(name)}</button>`;
  const readStored = (event: Event): void => actions.open(article, event, { id, url: null });
  return html`
    <div class="tools" part="tools">
      ${panels.offersSimilar(key) ? opener("similar", similar !== null, () => panels.toggleSimilar(article)) : nothing}
      ${opener("cite", isCited, () => panels.toggleCited(key))}
      ${original === null || reading ? nothing : html`<a part="stored" href=${scene.readerLink(article)} @click=${readStored}>${phrases.say("storedText")}</a>`}
    </div>
    ${similar === null ? nothing : similarView(scene, similar, actions)}
    ${isCited ? citeView(scene, key, citation(article, title, address, phrases), title, address) : nothing}
  `;
}

function similarView({ phrases, base, readerLink }: Scene, similar: Similar, actions: Actions): TemplateResult {
  if (typeof similar === "string" || similar.length === 0) {
    const key = similar === "coming" ? "searching" : similar === "failed" ? "similarFailed" : "similarNone";
    return html`<p class="panel" part="panel" role="status">${phrases.say(key)}</p>`;
  }
  return html`<ul class="panel" part="panel" aria-label=${phrases.say("similar")}>
    ${similar.map((hit) => {
      const address = safeAddress(hit.url, base) ?? readerLink(hit);
      return html`<li lang=${hit.language ?? ""}>
        <a href=${address} @click=${(event: Event) => actions.open(hit, event)}><bdi>${titleOf(hit)}</bdi></a>
        ${hit.date === null ? nothing : html`<time datetime=${hit.date} lang=${phrases.lang}>${phrases.date(hit.date)}</time>`}
      </li>`;
    })}
  </ul>`;
}

/** The citation is there to be read and selected, too: not every page may use the clipboard. */
function citeView({ phrases, panels }: Scene, id: string, text: string, title: string, address: string): TemplateResult {
  const copied = panels.copied(id);
  const button = (key: "copyCitation" | "copyLink" | "share", press: () => unknown): TemplateResult =>
    html`<button type="button" part=${key} @click=${press}>${phrases.say(key)}</button>`;
  return html`
    <section class="panel" part="panel" aria-label=${phrases.say("citation")}>
      <p class="citation" part="citation" dir="auto">${text}</p>
      <p class="row">
        ${button("copyCitation", () => panels.copy(id, text))}
        ${button("copyLink", () => panels.copy(id, address))}
        ${"share" in navigator ? button("share", () => share(title, address)) : nothing}
        <span role="status" part="copied">${copied === null ? nothing : phrases.say(copied)}</span>
      </p>
    </section>
  `;
}

async function share(title: string, url: string): Promise<void> {
  try {
    await navigator.share({ title, url });
  } catch {
    // The reader has thought better of it.
  }
}
