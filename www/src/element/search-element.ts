/** `<dalil-search>`: the search page and the box on a partner's page. */

import { LitElement, unsafeCSS, type PropertyValues, type TemplateResult } from "lit";

import { archiveAddress } from "../archive-address.ts";
import { openArchive } from "../bootstrap.ts";
import type { Filters, Hit, Place } from "../dalil.js";
import { pageLanguage } from "../page.ts";
import { Phrases } from "../strings/phrases.ts";
import { AddressBar, type Cause } from "./address.ts";
import { Announcer } from "./announcer.ts";
import { FacetOrder } from "./facet-order.ts";
import { wantedPictures, type PictureChoice } from "./pictures.ts";
import { asksSomething, BLANK, type Request } from "./request.ts";
import { SearchSession } from "./session.ts";
import styles from "./styles/index.css";
import { searchView, type Actions, type Scene } from "./view/scene.ts";

/** From this width on (in CSS pixels of the element itself) the filters stand beside the results. */
const ROOM_FOR_A_COLUMN = 800;

/** The one element whose search is in the page's address. */
let addressOwner: SearchElement | null = null;

/** The element; its attributes are the properties declared here. */
export class SearchElement extends LitElement {
  /** Where the first script on this page that brings the element came from. */
  static home: URL | null = null;

  static override styles = unsafeCSS(styles);

  static override properties = {
    archive: { type: String },
    placeholder: { type: String },
    limit: { type: Number },
    section: { type: String },
    source: { type: String },
    theme: { type: String, reflect: true },
    mode: { type: String, reflect: true },
    pictures: { type: String },
  };

  declare archive: string | null;
  declare placeholder: string | null;
  declare limit: number | null;
  declare section: string | null;
  declare source: string | null;
  declare theme: "light" | "dark" | "auto" | null;
  declare mode: "box" | "page" | null;
  declare pictures: PictureChoice | "" | null;

  #request: Request = BLANK;
  /** The answer that is awaited has not been told to the page yet. */
  #untold = false;
  #address: AddressBar | null = null;
  #phrases = new Phrases([]);
  #wide = false;
  #filtersOpen = false;
  #wholeFacets = new Set<string>();
  #wrongDates = new Set<"after" | "before">();
  #facetOrder = new FacetOrder();
  #focusResults = false;

  readonly #session = new SearchSession(
    () => openArchive(this.#base),
    () => this.#sessionChanged(),
  );
  readonly #announcer = new Announcer(() => this.requestUpdate());
  readonly #sizes = new ResizeObserver(() => this.#measure());

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "lang"];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === "lang") {
      this.requestUpdate("lang");
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#measure();
    this.#sizes.observe(this);
    if (this.mode === "page" && addressOwner === null) {
      addressOwner = this;
      this.#address = new AddressBar(window);
      window.addEventListener("popstate", this.#restore);
      this.#restore();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#session.close();
    this.#announcer.stop();
    if (addressOwner === this) {
      addressOwner = null;
      this.#address = null;
      window.removeEventListener("popstate", this.#restore);
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || changed.has("lang")) {
      const around = this.closest("[lang]")?.getAttribute("lang");
      this.#phrases = new Phrases([this.lang, around ?? "", pageLanguage(), ...navigator.languages].filter(Boolean));
    }
    const asksAnew = ["archive", "section", "source", "limit"].some((name) => changed.has(name));
    if (this.hasUpdated && asksAnew) {
      if (changed.has("archive")) {
        this.#session.close();
      }
      this.#ask(false);
    }
  }

  protected override render(): TemplateResult {
    return searchView(this.#scene(), this.#actions);
  }

  protected override updated(): void {
    if (this.#focusResults && this.#session.state.waiting === "nothing") {
      this.#focusResults = false;
      const heading = this.renderRoot.querySelector<HTMLElement>("#summary");
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView({ block: "nearest" });
    }
  }

  get #base(): URL {
    return archiveAddress(this.archive || SearchElement.home || ".");
  }

  get #limit(): number {
    const { limit } = this;
    return limit !== null && limit >= 1 ? Math.min(100, Math.floor(limit)) : 10;
  }

  get #fixed(): Filters {
    const fixed: Record<string, string[]> = {};
    for (const field of ["section", "source"] as const) {
      const value = this[field];
      if (value) {
        fixed[field] = [value];
      }
    }
    return fixed;
  }

  #scene(): Scene {
    const { state } = this.#session;
    const isPage = this.mode === "page";
    const ownPage = new URL("index.html", this.#base);
    if (asksSomething(this.#request)) {
      ownPage.search = new URLSearchParams({ q: this.#request.query.trim() }).toString();
    }
    return {
      phrases: this.#phrases,
      state,
      request: this.#request,
      isPage,
      isWide: isPage && this.#wide,
      placeholder: this.placeholder,
      limit: this.#limit,
      base: this.#base,
      pictures: wantedPictures(this.pictures, isPage),
      notices: this.#session.notices,
      // What the archive's own page brings inside the element is there before the archive is open.
      broughtNotices: this.querySelector(":scope > [slot=notices]")?.textContent ?? "",
      ownPage: isPage ? null : ownPage.href,
      linkTo: this.#address ? (request) => this.#address?.linkTo(request) ?? "" : null,
      status: this.#announcer.text,
      filtersOpen: this.#filtersOpen,
      wholeFacets: this.#wholeFacets,
      wrongDates: this.#wrongDates,
      facets: state.answer ? this.#facetOrder.keep(state.answer, state.typing, Object.keys(this.#fixed)) : [],
    };
  }

  readonly #actions: Actions = {
    type: (query) => this.#change({ ...this.#request, query, page: 1 }, "typed"),
    enter: (query) => this.#change({ ...this.#request, query, page: query === this.#request.query ? this.#request.page : 1 }, "entered"),
    choose: (request) => this.#change(request, "chosen"),
    turnTo: (page) => {
      this.#focusResults = true;
      this.#change({ ...this.#request, page }, "chosen");
    },
    take: (query) => {
      // What was pressed is gone with the answer it stood in.
      this.#focusResults = true;
      this.#change({ ...this.#request, query, page: 1 }, "chosen");
    },
    retry: () => this.#session.retry(),
    showFilters: (open) => {
      this.#filtersOpen = open;
      this.#countWhatIsSeen();
      this.requestUpdate();
    },
    showWhole: (field, whole) => {
      if (whole) {
        this.#wholeFacets.add(field);
      } else {
        this.#wholeFacets.delete(field);
      }
      this.requestUpdate();
    },
    wrongDate: (field, wrong) => {
      if (wrong) {
        this.#wrongDates.add(field);
      } else {
        this.#wrongDates.delete(field);
      }
      this.requestUpdate();
    },
    open: (hit, event, place) => this.#open(hit, event, place ?? hit),
  };

  #change(request: Request, cause: Cause): void {
    this.#request = request;
    this.#address?.note(request, cause);
    this.#ask(cause === "typed");
    this.requestUpdate();
  }

  #ask(typing: boolean): void {
    this.#untold = asksSomething(this.#request);
    this.#session.ask(this.#request, { typing, limit: this.#limit, fixed: this.#fixed });
  }

  readonly #restore = (): void => {
    const address = this.#address;
    if (!address) {
      return;
    }
    address.restored();
    this.#request = address.read();
    this.#wrongDates.clear();
    this.#ask(false);
    this.requestUpdate();
  };

  #sessionChanged(): void {
    const { state } = this.#session;
    this.#countWhatIsSeen();
    this.#announcer.tell(state, this.#phrases);
    if (state.answer && state.waiting === "nothing" && this.#untold) {
      this.#untold = false;
      const { query, total } = state.answer;
      this.#send("dalil-search", { query, total, typing: state.typing, answer: state.answer });
    }
    this.requestUpdate();
  }

  #open(hit: Hit, event: Event, { id, url }: Place): void {
    this.#address?.note(this.#request, "entered");
    if (!this.#send("dalil-open", { id, url, hit })) {
      event.preventDefault();
    }
  }

  /** Tells the page; false where the page wants to do the rest itself. */
  #send(type: "dalil-search" | "dalil-open", detail: object): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: type === "dalil-open" }));
  }

  #measure(): void {
    const wide = this.clientWidth >= ROOM_FOR_A_COLUMN;
    if (wide !== this.#wide) {
      this.#wide = wide;
      this.#countWhatIsSeen();
      this.requestUpdate();
    }
  }

  #countWhatIsSeen(): void {
    this.#session.countExactly = this.mode === "page" && (this.#wide || this.#filtersOpen);
  }
}
