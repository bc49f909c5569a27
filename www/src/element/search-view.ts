/** Serves one box: hears the reader, asks the archive, draws what there is to see. */

import { nothing, render } from "lit/html.js";

import type { Box } from "../box/contract.ts";
import type { ArticleRecord, Place } from "../dalil.js";
import type { Phrases } from "../strings/phrases.ts";
import { AddressBar, type Cause } from "./address.ts";
import { Announcer, spoken } from "./announcer.ts";
import { Completions } from "./completions.ts";
import { dress } from "./dress.ts";
import { FilterState } from "./filter-state.ts";
import { hear } from "./hearing.ts";
import { HitPanels } from "./hit-panels.ts";
import { Links } from "./links.ts";
import { NOTHING, Painting, REGIONS, type Drawn, type Region } from "./painting.ts";
import { wantedPictures } from "./pictures.ts";
import { isPlainClick } from "./plain-click.ts";
import { prepare } from "./preparation.ts";
import { Reading } from "./reading.ts";
import { asksSomething, BLANK, same, type Request } from "./request.ts";
import { SearchSession } from "./session.ts";
import { ASKING, readSettings, type Settings } from "./settings.ts";
import { phrasesFor } from "./speech.ts";
import styles from "./styles/index.css";
import { TimelinePlace } from "./timeline/place.ts";
import { searchView, type Actions, type Scene } from "./view/scene.ts";

/** From this width on (in CSS pixels of the element itself) the filters stand beside the results. */
const ROOM_FOR_A_COLUMN = 800;

/** A box that is served. */
export class SearchView {
  readonly #box: Box;
  /** Ends when the view is detached, and everything that it listens to with it. */
  readonly #attached = new AbortController();
  readonly #session: SearchSession;
  readonly #announcer = new Announcer(() => this.#draw());
  readonly #stage = document.createElement("div");
  readonly #address: AddressBar | null;
  readonly #links: Links;
  readonly #completions: Completions;
  readonly #panels: HitPanels;
  readonly #painting: Painting;
  readonly #reading: Reading;
  readonly #timeline: TimelinePlace;
  readonly #filters: FilterState;
  #settings: Settings;
  #phrases: Phrases | null = null;
  #request: Request = BLANK;
  /** The answer that is awaited has not been told to the page yet. */
  #untold = false;
  /** The reader may be somewhere on the page, or be put back there by the browser: its length is needed at once. */
  #isReturning = true;
  #isWide = false;
  #focusResults = false;

  constructor(box: Box) {
    this.#box = box;
    this.#settings = readSettings(box.element);
    this.#address = box.ownsAddress ? new AddressBar(window) : null;
    this.#links = new Links(box.base, this.#address);
    this.#session = new SearchSession(box.open, () => this.#sessionChanged());
    this.#completions = new Completions(box, (text) => this.#take(text));
    this.#panels = new HitPanels(box.open, () => this.#draw("hits"));
    this.#filters = new FilterState(() => {
      this.#session.countExactly = this.#filters.isExact;
      this.#draw("filters");
    });
    this.#reading = new Reading(box, () => this.#readingChanged());
    this.#timeline = new TimelinePlace(
      box,
      () => this.#draw("timeline"),
      (after, before) => this.#change({ ...this.#request, after, before, page: 1 }, "chosen"),
    );
    this.#painting = new Painting(
      (drawn, left) => this.#paint(drawn, left),
      () => this.#isReturning,
    );
    void this.#start();
  }

  /** Stops, and leaves nothing but what is typed. */
  detach(): void {
    this.#attached.abort();
    this.#session.close();
    this.#reading.close();
    this.#announcer.stop();
    this.#completions.remove();
    render(nothing, this.#stage);
    this.#stage.remove();
  }

  async #start(): Promise<void> {
    const { root, place, form, input } = this.#box;
    const { signal } = this.#attached;
    let { submitted } = this.#box;
    // Enter is pressed while the words are still on their way, too.
    form.addEventListener("submit", () => (submitted = true), { signal });
    input.addEventListener("input", () => (submitted = false), { signal });
    await this.#speak();
    // The browser has just read this script: it hears the reader before it goes on.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (signal.aborted) {
      return;
    }
    this.#settings = readSettings(this.#box.element);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    this.#stage.className = "stage";
    place.replaceChildren(this.#stage);
    this.#listen();
    this.#furnish();
    dress(this.#box, this.#phrases, this.#settings, this.#isWide);
    const typed = input.value;
    this.#request = this.#address?.read() ?? BLANK;
    const article = this.#address?.article() ?? null;
    if (article !== null && typed === this.#request.query) {
      // What it was found by can wait, and is asked for the way back.
      void this.#reading.open(article).then((isRead) => isRead && this.#ask(false));
    } else if (typed === this.#request.query) {
      this.#ask(false);
    } else if (submitted) {
      this.#change({ ...this.#request, query: typed, page: 1 }, "entered");
    } else {
      this.#type(typed);
    }
    this.#draw();
    const phrases = this.#phrases;
    if (phrases) {
      void prepare(this.#box, () => this.#scene(phrases, NOTHING), this.#actions, signal);
    }
  }

  #listen(): void {
    const hears = {
      typed: (text: string) => this.#type(text),
      pressed: (event: KeyboardEvent) => this.#escape(event),
      entered: (text: string) => this.#enter(text),
      online: () => this.#tryAgain(),
      returned: () => this.#restore(),
      resized: () => this.#measure(),
      set: (attributes: readonly string[]) => void this.#set(attributes),
    };
    hear(this.#box, hears, this.#attached.signal);
    this.#measure();
  }

  async #speak(): Promise<void> {
    this.#phrases = this.#completions.phrases = await phrasesFor(this.#box);
  }

  async #set(changed: readonly string[]): Promise<void> {
    this.#settings = readSettings(this.#box.element);
    if (changed.includes("lang")) {
      await this.#speak();
    }
    if (changed.some((name) => ASKING.includes(name))) {
      this.#ask(false);
    }
    this.#furnish();
    this.#measure();
    dress(this.#box, this.#phrases, this.#settings, this.#isWide);
    this.#draw(...REGIONS);
  }

  /** What only a search page has is a file of its own. */
  #furnish(): void {
    if (this.#settings.isPage) {
      this.#timeline.want();
    }
  }

  #scene(phrases: Phrases, drawn: Drawn): Scene {
    const { isPage, limit, fixed, pictures, browse } = this.#settings;
    const base = new URL(this.#box.base);
    const links = this.#links;
    const { state } = this.#session;
    const { answer, answered } = state;
    return {
      phrases,
      state: this.#reading.isShown ? this.#reading.stateOver(state) : state,
      request: this.#request,
      isPage,
      isWide: isPage && this.#isWide,
      limit,
      base,
      pictures: wantedPictures(pictures, isPage),
      notices: this.#session.notices,
      // What the archive's own page brings inside the element is there before the archive is open.
      broughtNotices: this.#box.element.querySelector(":scope > [slot=notices]")?.textContent ?? "",
      ownPage: isPage ? null : links.ownPage(this.#request),
      browse: browse === "" ? null : new URL(browse, base).href,
      linkTo: (request) => links.search(request),
      readerLink: (article) => links.reader(answered ?? this.#request, article),
      articleAddress: (article) => links.article(article),
      reading: this.#reading.isShown ? (scene, actions) => this.#reading.reader?.view(scene, actions) ?? null : null,
      status: this.#announcer.text,
      filters: this.#filters,
      facets: () => (answer ? this.#filters.order.keep(answer, state.typing, Object.keys(fixed)) : []),
      panels: this.#panels,
      timeline: isPage && answer && answered ? (words) => this.#timeline.view(words, answer, answered) : null,
      drawn,
    };
  }

  readonly #actions: Actions = {
    choose: (change) => this.#change(change(this.#request), "chosen"),
    turnTo: (page) => {
      this.#focusResults = true;
      this.#change({ ...this.#request, page }, "chosen");
    },
    take: (query) => {
      // What was pressed is gone with the answer it stood in.
      this.#focusResults = true;
      this.#take(query);
    },
    retry: () => void (this.#reading.id === null ? this.#session.retry() : this.#reading.open(this.#reading.id)),
    open: (article, event, place) => this.#open(article, event, place ?? article),
    back: (event) => {
      if (isPlainClick(event)) {
        event.preventDefault();
        this.#address?.note(this.#request, "chosen");
        this.#leave();
      }
    },
    search: () => {
      this.#change(this.#request, "chosen");
      this.#box.input.focus();
    },
  };

  #type(query: string): void {
    this.#change({ ...this.#request, query, page: 1 }, "typed");
    this.#completions.complete(query);
  }

  #enter(query: string): void {
    this.#completions.close();
    this.#change({ ...this.#request, query, page: query === this.#request.query ? this.#request.page : 1 }, "entered");
    // On a touch screen the keyboard covers the results.
    if (matchMedia("(pointer: coarse)").matches) {
      this.#box.input.blur();
    }
  }

  /** Searches what was offered. */
  #take(query: string): void {
    this.#box.input.value = query;
    this.#change({ ...this.#request, query, page: 1 }, "chosen");
  }

  #escape(event: KeyboardEvent): void {
    const { input } = this.#box;
    if (event.key === "Escape" && !event.defaultPrevented && input.value !== "") {
      event.preventDefault();
      input.value = "";
      this.#type("");
    }
  }

  #change(request: Request, cause: Cause): void {
    this.#want(request);
    this.#reading.close();
    this.#address?.note(request, cause);
    this.#ask(cause === "typed", false);
    this.#draw();
  }

  #want(request: Request): void {
    const { filters, after, before } = this.#request;
    this.#request = request;
    if (filters !== request.filters || after !== request.after || before !== request.before) {
      this.#draw("filters");
    }
  }

  #ask(typing: boolean, isReturning = true): void {
    const { limit, fixed } = this.#settings;
    this.#untold = asksSomething(this.#request);
    this.#isReturning = isReturning;
    this.#session.ask(this.#request, { typing, limit, fixed });
  }

  #restore(): void {
    const address = this.#address;
    if (!address) {
      return;
    }
    address.restored();
    this.#completions.close();
    const [request, article] = [address.read(), address.article()];
    const isAnswered = same(request, this.#request) && this.#session.state.answer !== null;
    this.#want(request);
    this.#box.input.value = request.query;
    this.#filters.wrongDates.clear();
    if (article === null) {
      this.#leave();
    } else {
      void this.#reading.open(article, true);
    }
    if (!isAnswered) {
      this.#ask(false);
    }
    this.#draw();
  }

  #read(id: string): void {
    this.#completions.close();
    this.#address?.note(this.#request, "chosen", id);
    void this.#reading.open(id, true);
  }

  #leave(): void {
    this.#reading.close(true);
    if (this.#session.state.answer === null) {
      this.#ask(false);
    }
    this.#draw();
  }

  #readingChanged(): void {
    const said = this.#phrases && this.#reading.say(this.#phrases);
    if (said !== null) {
      this.#announcer.tell(said);
    }
    this.#draw();
  }

  /** The line is back. */
  #tryAgain(): void {
    this.#isReturning = true;
    const { answer, failure } = this.#session.state;
    if (failure?.code === "unreachable" || answer?.incomplete.length) {
      this.#session.retry();
    }
  }

  #sessionChanged(): void {
    const { state } = this.#session;
    if (this.#phrases && this.#reading.id === null) {
      this.#announcer.tell(spoken(state, this.#phrases));
    }
    if (state.answer && state.waiting === "nothing" && this.#untold) {
      this.#untold = false;
      const { query, total } = state.answer;
      this.#timeline.reset();
      this.#send("dalil-search", { query, total, typing: state.typing, answer: state.answer });
    }
    if (this.#painting.show(state.answer)) {
      this.#panels.settle();
    }
  }

  #open(article: ArticleRecord, event: Event, { id, url }: Place): void {
    if (!this.#send("dalil-open", { id, url, hit: article })) {
      event.preventDefault();
    } else if (url === null && this.#address && !article.archive && isPlainClick(event)) {
      event.preventDefault();
      this.#read(id);
    } else {
      this.#address?.note(this.#request, "entered", this.#reading.id);
    }
  }

  /** Tells the page; false where the page wants to do the rest itself. */
  #send(type: "dalil-search" | "dalil-open", detail: object): boolean {
    const event = new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: type === "dalil-open" });
    return this.#box.element.dispatchEvent(event);
  }

  #measure(): void {
    const isWide = this.#box.element.clientWidth >= ROOM_FOR_A_COLUMN;
    if (isWide !== this.#isWide) {
      this.#isWide = isWide;
      dress(this.#box, this.#phrases, this.#settings, this.#isWide);
      this.#draw("hits", "filters");
    }
  }

  /** Draws what is small, and these regions. */
  #draw(...regions: readonly Region[]): void {
    this.#painting.draw(...regions);
  }

  #paint(drawn: Drawn, left: number): void {
    if (!this.#attached.signal.aborted && this.#stage.isConnected && this.#phrases) {
      ["brief", "briefer"].forEach((name, least) => this.#stage.classList.toggle(name, left > least && !this.#isReturning));
      render(searchView(this.#scene(this.#phrases, drawn), this.#actions), this.#stage);
      // What is drawn from now on is no other answer, unless the reader asks.
      this.#isReturning ||= left === 0 && this.#session.state.answered === this.#request;
      this.#drawnNow();
    }
  }

  #drawnNow(): void {
    this.#reading.drawn(this.#stage, this.#session.state.answer);
    if (this.#focusResults && this.#session.state.waiting === "nothing") {
      this.#focusResults = false;
      const heading = this.#stage.querySelector<HTMLElement>("#summary");
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView({ block: "nearest" });
    }
  }
}
