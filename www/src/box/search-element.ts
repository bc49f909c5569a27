/** `<dalil-search>`: the box. Everything below it comes with the archive, once the reader turns to the box. */

import { archiveAddresses, ownPageOf } from "../archive-address.ts";
import { loadFrom, loadView, openArchives } from "../bootstrap.ts";
import { codeOf } from "../failure.ts";
import { isFramed } from "../frame/framed.ts";
import { isHtml, pageLanguage } from "../page.ts";
import type { Attached, Box, View } from "./contract.ts";
import { drawBox, type Drawn } from "./drawing.ts";
import { Early } from "./early.ts";
import { watchPolicy } from "./policy.ts";
import { speak } from "./words.ts";

/** The one element whose search is in the page's address. */
let addressOwner: SearchElement | null = null;

/** The element. */
export class SearchElement extends HTMLElement {
  /** Where the first script on this page that brings the element came from. */
  static home: URL | null = null;

  static readonly observedAttributes = ["archive", "lang", "mode", "placeholder"];

  readonly #drawn: Drawn = drawBox(this.attachShadow({ mode: "open" }));
  readonly #early = new Early(
    this.#drawn.place,
    () => this.#begin(),
    () => ownPageOf(this.#first, this.#drawn.input.value),
  );
  #coming: Promise<void> | null = null;
  #attached: Attached | null = null;
  #submitted = false;

  /** WebKit empties a field without autocompletion when the reader comes back to the page: it gets what it had at first. */
  readonly #keepTyped = (): void => {
    this.#drawn.input.defaultValue = this.#drawn.input.value;
  };

  constructor() {
    super();
    const { form, input, clear } = this.#drawn;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submitted = true;
      this.#begin();
    });
    // The reader turns to the box: from now on something may be asked.
    for (const turning of ["focus", "input"]) {
      input.addEventListener(turning, () => {
        this.#submitted &&= turning !== "input";
        this.#begin();
      });
    }
    clear.addEventListener("click", () => {
      input.value = "";
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      input.focus();
    });
  }

  connectedCallback(): void {
    addEventListener("pagehide", this.#keepTyped);
    if (this.mode === "page" && !isFramed()) {
      addressOwner ??= this;
    }
    this.#speak();
    const given = new URL(location.href).searchParams;
    if (addressOwner === this && (given.has("q") || given.has("article"))) {
      this.#drawn.input.value ||= given.get("q") ?? "";
      this.#begin();
    }
  }

  disconnectedCallback(): void {
    removeEventListener("pagehide", this.#keepTyped);
    this.#end();
    if (addressOwner === this) {
      addressOwner = null;
    }
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) {
      return;
    }
    if (name === "archive") {
      const began = this.#coming !== null;
      this.#end();
      if (began) {
        this.#begin();
      }
    } else if (!this.#attached) {
      this.#speak();
    }
  }

  /** `page` for the search page, anything else for the box alone. */
  get mode(): string | null {
    return this.getAttribute("mode");
  }

  get #bases(): URL[] {
    const written = (this.getAttribute("archive") ?? "").split(/\s+/).filter(Boolean);
    return archiveAddresses(written.length > 0 ? written : (SearchElement.home ?? "."));
  }

  get #first(): URL {
    return this.#bases[0] as URL;
  }

  /** Draws what the box says in the reader's language. */
  #speak(): void {
    const around = this.closest("[lang]")?.getAttribute("lang") ?? "";
    const words = speak([this.lang, around, pageLanguage(), ...navigator.languages]);
    this.#early.words = words;
    const { frame, form, label, input, clear, submit } = this.#drawn;
    frame.className = `root ${this.mode === "page" ? "page" : "box"}`;
    frame.lang = words.tag;
    frame.dir = words.dir;
    form.ariaLabel = label.textContent = words.label;
    // The button that clears is shown by whether the placeholder is, so that there always is one.
    input.placeholder = this.getAttribute("placeholder") || words.placeholder;
    clear.ariaLabel = words.clear;
    submit.textContent = words.search;
  }

  /** Loads what answers, once. */
  #begin(): void {
    if (this.#coming || !this.isConnected) {
      return;
    }
    const policy = watchPolicy(this.#first);
    const coming = this.#bring(() => this.#coming === coming);
    this.#coming = coming;
    const failed = (error: unknown): void => {
      if (this.#coming === coming) {
        this.#coming = null;
        this.#early.fail(policy.reason(error));
      }
    };
    coming.catch(failed).finally(() => policy.end());
  }

  async #bring(isWanted: () => boolean): Promise<void> {
    const bases = this.#bases;
    const openAll = (): ReturnType<Box["open"]> => openArchives(bases);
    // It is awaited by the view; until then nobody hears of its failure.
    const coming = openAll();
    coming.catch(() => undefined);
    this.#early.wait();
    const { base, folder, view } = await loadFirstView(bases);
    if (!isWanted()) {
      return;
    }
    const load: Box["load"] = (name) => loadFrom(base, `${folder}/${name}`);
    const { frame, form, field, input, place } = this.#drawn;
    const box: Box = {
      element: this,
      root: this.shadowRoot as ShadowRoot,
      frame,
      form,
      field,
      input,
      place,
      base: base.href,
      ownsAddress: addressOwner === this,
      submitted: this.#submitted,
      open: () => openAll().catch(async (error: unknown) => this.#openFrame(box, error, isWanted)),
      coming: bases.length === 1 ? coming : undefined,
      load,
    };
    // A view draws by templates, which an XML document would not read as HTML.
    const shown = isHtml() ? view : await load("frame.js");
    if (isWanted()) {
      this.#early.end();
      this.#attached = (shown as View).attach(box);
    }
  }

  /** Where a policy forbids the engine, the archive's own page may answer in a frame; an older archive brings none. */
  async #openFrame(box: Box, error: unknown, isWanted: () => boolean): Promise<never> {
    const view = this.#attached;
    const frame = codeOf(error) === "refused" ? ((await box.load("frame.js").catch(() => null)) as View | null) : null;
    if (!frame || !isWanted()) {
      throw error;
    }
    // It may have opened the archive in two places.
    if (this.#attached === view) {
      this.#detach();
      this.#attached = frame.attach({ ...box, submitted: this.#submitted });
    }
    // The view that waits for this is gone.
    return new Promise<never>(() => undefined);
  }

  #end(): void {
    this.#early.end();
    this.#coming = null;
    this.#detach();
  }

  #detach(): void {
    this.#attached?.detach();
    if (this.#attached) {
      this.#attached = null;
      this.#drawn.restore();
    }
  }
}

/** The view of the first archive that can be had. */
async function loadFirstView([base, ...others]: readonly URL[]): Promise<{ base: URL; folder: string; view: unknown }> {
  try {
    return { base: base as URL, ...(await loadView(base as URL)) };
  } catch (error) {
    if (others.length === 0) {
      throw error;
    }
    return loadFirstView(others);
  }
}
