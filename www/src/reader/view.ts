import { html, nothing, type TemplateResult } from "lit/html.js";

import type { ArticleAnswer, ArticleRecord, StoredArticle } from "../dalil.js";
import { firstSentence } from "../element/first-sentence.ts";
import { shownPicture } from "../element/pictures.ts";
import { asksSomething } from "../element/request.ts";
import { toolsView } from "../element/view/hit-tools.ts";
import { alsoView } from "../element/view/hit.ts";
import type { Actions, Scene } from "../element/view/scene.ts";
import { safeAddress } from "../safe-address.ts";
import { findWords, type Wanted } from "./words.ts";

type Shown = TemplateResult | typeof nothing;

/** What a stored article is called. */
export function nameOf({ title, text, language }: StoredArticle): string {
  return title ?? firstSentence(text, language);
}

/** Whether an article that isn't there may be in a file that did not come. */
export function isLost(answer: ArticleAnswer | null): boolean {
  return answer !== null && answer.article === null && answer.incomplete.length > 0;
}

/** The page of an article; `marked` are words to mark in the text itself, where the browser can't otherwise. */
export function readerView(scene: Scene, answer: ArticleAnswer, marked: readonly Wanted[] | null, base: URL, actions: Actions): TemplateResult {
  const { article } = answer;
  return html`
    <section class="reader" part="reader" aria-labelledby="article" aria-busy=${scene.state.waiting === "nothing" ? "false" : "true"}>
      ${backView(scene, actions)} ${article ? articleView(scene, article, marked, base, actions) : missingView(scene, answer, actions)}
    </section>
  `;
}

function backView({ phrases, request, linkTo }: Scene, actions: Actions): Shown {
  const href = asksSomething(request) ? linkTo(request) : null;
  return href
    ? html`<p class="back"><a part="back" href=${href} @click=${(event: MouseEvent) => actions.back(event)}>${phrases.say("backToResults")}</a></p>`
    : nothing;
}

function articleView(scene: Scene, article: StoredArticle, marked: readonly Wanted[] | null, base: URL, actions: Actions): TemplateResult {
  const { phrases } = scene;
  const lang = article.language ?? "";
  const name = nameOf(article);
  const original = safeAddress(article.url, base);
  return html`
    <article lang=${phrases.lang}>
      <header>
        <p class="meta" part="meta">
          ${article.date === null ? nothing : html`<time part="date" datetime=${article.date}>${phrases.date(article.date)}</time>`}
          ${article.source ? html`<span part="source"><bdi>${article.source}</bdi></span>` : nothing}
          ${article.section ? html`<span part="section"><bdi>${article.section}</bdi></span>` : nothing}
        </p>
        ${textView("h2", "article-title", name, lang, marked)}
        ${article.byline && article.byline !== article.source ? html`<p part="byline" dir="auto" lang=${lang}>${article.byline}</p>` : nothing}
        ${original === null
          ? nothing
          : html`<p class="small"><a part="original" href=${original} @click=${(event: Event) => actions.open(article, event)}>${phrases.say("original")}</a></p>`}
      </header>
      ${pictureView(scene, article, base)}
      <div class="text" part="text">${paragraphs(article).map((text) => textView("p", "paragraph", text, lang, marked))}</div>
      ${captionsView(scene, article, base)} ${alsoView(scene, article, actions)}
      ${toolsView(scene, article, name, original ?? scene.articleAddress(article), actions)}
      <p class="printed" dir="auto">${original ?? scene.articleAddress(article)}</p>
    </article>
    ${neighboursView(scene, article, actions)}
  `;
}

/** An untitled article is called by its first sentence, which then stands in the text all the same. */
function paragraphs({ text }: StoredArticle): string[] {
  return text.split("\n").filter((paragraph) => paragraph.trim() !== "");
}

/** The text is the only child of its element, so that its places are those of the text. */
function textView(kind: "h2" | "p", part: string, text: string, lang: string, marked: readonly Wanted[] | null): TemplateResult {
  if (marked) {
    return kind === "h2"
      ? html`<h2 id="article" part=${part} tabindex="-1" dir="auto" lang=${lang}>${marks(text, marked)}</h2>`
      : html`<p part=${part} dir="auto" lang=${lang}>${marks(text, marked)}</p>`;
  }
  return kind === "h2"
    ? html`<h2 id="article" part=${part} tabindex="-1" dir="auto" lang=${lang} .textContent=${text}></h2>`
    : html`<p part=${part} dir="auto" lang=${lang} .textContent=${text}></p>`;
}

function marks(text: string, wanted: readonly Wanted[]): unknown[] {
  let from = 0;
  const parts = findWords(text, wanted).flatMap(([start, end]) => {
    const before = text.slice(from, start);
    from = end;
    return [before, html`<mark part="mark">${text.slice(start, end)}</mark>`];
  });
  return [...parts, text.slice(from)];
}

function pictureView(scene: Scene, article: StoredArticle, base: URL): Shown {
  const picture = shownPicture(safeAddress(article.picture, base), base, scene.pictures);
  if (picture === null) {
    return nothing;
  }
  const gone = ({ currentTarget }: Event): void => (currentTarget as HTMLElement).remove();
  return html`<figure part="figure">
    <img part="picture" alt="" decoding="async" referrerpolicy="no-referrer" src=${picture} @error=${gone} />
    ${article.captions.map((caption) => html`<figcaption dir="auto" lang=${article.language ?? ""}>${caption}</figcaption>`)}
  </figure>`;
}

/** Where the picture isn't shown, what stood under it still says something. */
function captionsView(scene: Scene, article: StoredArticle, base: URL): Shown {
  const { captions, language } = article;
  if (captions.length === 0 || shownPicture(safeAddress(article.picture, base), base, scene.pictures) !== null) {
    return nothing;
  }
  return html`<section class="captions" part="captions" aria-label=${scene.phrases.say("captions")}>
    ${captions.map((caption) => html`<p dir="auto" lang=${language ?? ""}>${caption}</p>`)}
  </section>`;
}

/** What was published before and after it, and on its day. */
function neighboursView(scene: Scene, article: StoredArticle, actions: Actions): Shown {
  const { previous, next, same_day, same_day_more } = article;
  const { phrases } = scene;
  if (!previous && !next && same_day.length === 0) {
    return nothing;
  }
  const beside = (key: "earlier" | "later", part: string, record: ArticleRecord | null): Shown =>
    record ? html`<div part=${part}><span class="small">${phrases.say(key)}</span> ${recordView(scene, record, actions)}</div>` : nothing;
  return html`<nav class="around" part="around" aria-label=${phrases.say("inTime")}>
    <div class="beside">${beside("earlier", "previous-article", previous)} ${beside("later", "next-article", next)}</div>
    ${same_day.length === 0
      ? nothing
      : html`<h3 id="same-day" class="small">${phrases.say("sameDay")}</h3>
          <ul part="same-day" aria-labelledby="same-day">
            ${same_day.map((record) => html`<li>${recordView(scene, record, actions, false)}</li>`)}
          </ul>
          ${same_day_more > 0 ? html`<p class="small">${phrases.count("more", same_day_more)}</p>` : nothing}`}
  </nav>`;
}

/** Another article, read here like this one. One without a title is called by what is known of it. */
function recordView(scene: Scene, record: ArticleRecord, actions: Actions, dated = true): TemplateResult {
  const { phrases } = scene;
  const { id, title, date, source, language } = record;
  const name = title ?? [date && phrases.date(date), source].filter(Boolean).join(", ");
  const read = (event: Event): void => actions.open(record, event, { id, url: null });
  return html`<a href=${scene.readerLink(record)} lang=${language ?? ""} @click=${read}><bdi>${name || id}</bdi></a>
    <span class="small">
      ${title && dated && date ? html`<time datetime=${date}>${phrases.date(date)}</time>` : nothing}
      ${title && !dated && source ? html`<bdi>${source}</bdi>` : nothing}
    </span>`;
}

/** There is none under this id, or it can't be had. */
function missingView({ phrases, browse }: Scene, answer: ArticleAnswer, actions: Actions): TemplateResult {
  const { incomplete } = answer;
  const mayComeBack = isLost(answer);
  return html`<div class="message" part=${mayComeBack ? "lost" : "unknown"}>
    <h2 id="article" tabindex="-1">${phrases.say(mayComeBack ? "articleLost" : "noArticle")}</h2>
    <p class="row">
      ${mayComeBack ? html`<button type="button" part="retry" @click=${actions.retry}>${phrases.say("again")}</button>` : nothing}
      <button type="button" part="to-search" @click=${actions.search}>${phrases.say("label")}</button>
      ${browse ? html`<a part="browse" href=${browse}>${phrases.say("browse")}</a>` : nothing}
    </p>
    ${mayComeBack
      ? html`<details class="small">
          <summary>${phrases.count("incompleteFiles", incomplete.length)}</summary>
          <ul>
            ${incomplete.map((file) => html`<li dir="ltr">${file}</li>`)}
          </ul>
        </details>`
      : nothing}
  </div>`;
}
