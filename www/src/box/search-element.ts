/** `<dalil-search>`: the box. Everything below it comes with the archive, once the reader turns to the box. */

import { archiveAddresses } from "../archive-address.ts";
import { loadFrom, loadView, openArchives } from "../bootstrap.ts";
import { pageLanguage } from "../page.ts";
import type { Attached, Box, View } from "./contract.ts";
import { drawBox, type Drawn } from "./drawing.ts";
import { Early } from "./early.ts";
import { speak } from "./words.ts";

/** The one element whose search is in the page's address. */
let addressOwner: SearchElement | null = null;

/** The element. */
export class SearchElement extends HTMLElement {
  /** Where the first script on this page that brings the element came from. */
  static home: URL | null = null;

  static readonly observedAttributes = ["archive", "lang", "mode", "placeholder"];

  readonly #drawn: Drawn = drawBox(this.attachShadow({ mode: "open" }));
  readonly #early = new Early(this.#drawn.place, () => this.#begin());
  #coming: Promise<void> | null = null;
  #attached: Attached | null = null;
  #submitted = false;

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
    if (this.mode === "page") {
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
    const coming = this.#bring(() => this.#coming === coming);
    this.#coming = coming;
    coming.catch((error: unknown) => {
      if (this.#coming === coming) {
        this.#coming = null;
        this.#early.fail(error);
      }
    });
  }

  async #bring(isWanted: () => boolean): Promise<void> {
    const written = (this.getAttribute("archive") ?? "").split(/\s+/).filter(Boolean);
    const bases = archiveAddresses(written.length > 0 ? written : (SearchElement.home ?? "."));
    const open = (): ReturnType<Box["open"]> => openArchives(bases);
    // It is awaited by the view; until then nobody hears of its failure.
    open().catch(() => undefined);
    this.#early.wait();
    const { base, folder, view } = await loadFirstView(bases);
    if (!isWanted()) {
      return;
    }
    this.#early.end();
    const { frame, form, field, input, place } = this.#drawn;
    this.#attached = (view as View).attach({
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
      open,
      load: (name) => loadFrom(base, `${folder}/${name}`),
    });
  }

  #end(): void {
    this.#early.end();
    this.#coming = null;
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
