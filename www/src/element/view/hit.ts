import { html, nothing, type TemplateResult } from "lit/html.js";

import type { ArticleRecord, Hit } from "../../dalil.js";
import { safeAddress } from "../../safe-address.ts";
import { titleOf } from "../first-sentence.ts";
import { judgePicture, shownPicture } from "../pictures.ts";
import { archiveName, namedPlaces, type NamedPlace } from "../places.ts";
import { tellingSpellings } from "../respelling.ts";
import { toolsView } from "./hit-tools.ts";
import type { Actions, Scene } from "./scene.ts";
import { wordsView } from "./understood.ts";

/** More places than this are folded away. */
const FEW_PLACES = 3;

/** One article found. */
export function hitView(scene: Scene, hit: Hit, actions: Actions): TemplateResult {
  const { phrases, base } = scene;
  const original = safeAddress(hit.url, base);
  // What has no page of its own is read as it is stored.
  const address = original ?? scene.readerLink(hit);
  const picture = shownPicture(safeAddress(hit.picture, base), hit.archive ? new URL(hit.archive.address) : base, scene.pictures);
  const title = titleOf(hit);
  const lang = hit.language ?? "";
  return html`
    <div class=${picture === null ? "hit" : "hit pictured"}>
      <p class="meta" part="meta">
        ${hit.date === null ? nothing : html`<time part="date" datetime=${hit.date}>${phrases.date(hit.date)}</time>`}
        ${hit.source ? html`<span part="source"><bdi>${hit.source}</bdi></span>` : nothing}
        ${hit.section ? html`<span part="section"><bdi>${hit.section}</bdi></span>` : nothing}
        ${hit.archive ? html`<span part="archive"><bdi>${archiveName(hit.archive)}</bdi></span>` : nothing}
      </p>
      <h3 part="title" dir="auto" lang=${lang}>
        <a part="link" href=${address} @click=${(event: Event) => actions.open(hit, event)}>${title}</a>
      </h3>
      <p class="excerpt" part="excerpt" dir="auto" lang=${lang}>
        ${hit.excerpt_parts.map(({ text, mark }) => (mark ? html`<mark part="mark">${text}</mark>` : text))}
      </p>
      ${spellingsView(scene, hit)} ${alsoView(scene, hit, actions)} ${scene.isPage ? toolsView(scene, hit, title, original, actions) : nothing}
      ${picture === null ? nothing : pictureView(picture)}
    </div>
  `;
}

/** It says nothing that the words don't, so it is not spoken of to those who don't see it. */
function pictureView(picture: string): TemplateResult {
  return html`<img
    part="picture"
    alt=""
    width="96"
    height="72"
    loading="lazy"
    decoding="async"
    fetchpriority="low"
    referrerpolicy="no-referrer"
    src=${picture}
    @load=${judgePicture}
    @error=${judgePicture}
  />`;
}

/** By which spellings it was found, where it does not have the words as typed. */
function spellingsView({ phrases, state }: Scene, hit: Hit): TemplateResult | typeof nothing {
  const spellings = state.answer ? tellingSpellings(state.answer, hit.spellings) : [];
  return spellings.length === 0
    ? nothing
    : html`<p class="also" part="spellings"><span>${phrases.parts("spellings", { words: wordsView(phrases, spellings) })}</span></p>`;
}

/** Where else it stands. */
export function alsoView({ phrases, base }: Scene, hit: ArticleRecord, actions: Actions): TemplateResult | typeof nothing {
  const resolved = hit.also.map(({ url, id }) => ({ id, url: safeAddress(url, base) }));
  const places = namedPlaces(resolved, safeAddress(hit.url, base));
  if (places.length === 0) {
    return nothing;
  }
  const links = places.map((place) => placeView(hit, place, actions));
  if (places.length > FEW_PLACES) {
    return html`<details class="also" part="also">
      <summary>${phrases.count("alsoPlaces", places.length)}</summary>
      <ul>
        ${links.map((link) => html`<li>${link}</li>`)}
      </ul>
    </details>`;
  }
  return html`<p class="also" part="also">${phrases.say("also")} ${links}</p>`;
}

function placeView(hit: ArticleRecord, place: NamedPlace, actions: Actions): TemplateResult {
  const { url, id, name } = place;
  return url === null
    ? html`<bdi>${name}</bdi>`
    : html`<a href=${url} title=${id} @click=${(event: Event) => actions.open(hit, event, place)}><bdi>${name}</bdi></a>`;
}
