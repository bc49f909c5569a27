/** What is read in place of the results: brings reader.js when an article is first opened, and minds the page's title and place. */

import type { Box } from "../box/contract.ts";
import type { Answer } from "../dalil.js";
import { codeOf, messageOf } from "../failure.ts";
import type { Part, Reader } from "../reader/attach.ts";
import type { Phrases } from "../strings/phrases.ts";
import type { State } from "./session.ts";
import { failureSentence } from "./view/messages.ts";

/** Milliseconds for which the results stay in sight, while an article is on its way. */
const NOTICEABLE = 300;

/** Where in the results the reader was: the article that was opened, and how far they were scrolled. */
interface From {
  readonly id: string;
  readonly scrolled: number;
}

/** Reads one article after the other. */
export class Reading {
  /** The article that is wanted; null where the results are. */
  id: string | null = null;
  /** Why it can't be read. */
  failure: State["failure"] = null;
  /** The results have made room. */
  isShown = false;
  reader: Reader | null = null;
  #part: Promise<Reader> | null = null;
  #timer: ReturnType<typeof setTimeout> | 0 = 0;
  #title: string | null = null;
  #from: From | null = null;
  #returnTo: From | null = null;
  /** It was opened here, and is to have the keyboard. */
  #focuses = false;
  #asked = {};

  constructor(
    private readonly box: Box,
    private readonly changed: () => void,
  ) {}

  /** The article has not come yet. */
  get isComing(): boolean {
    return this.id !== null && !this.failure && this.reader?.answer?.id !== this.id;
  }

  /** Reads an article, which then has the keyboard if it is to; false where another is wanted before it is there. */
  async open(id: string, focuses = false): Promise<boolean> {
    this.#focuses = focuses;
    this.#from ??= this.id === null ? { id, scrolled: scrollY } : null;
    const asked = {};
    const isWanted = (): boolean => this.#asked === asked;
    this.#asked = asked;
    this.id = id;
    this.failure = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), NOTICEABLE);
    this.changed();
    try {
      this.#part ??= this.box.load("reader.js").then((part) => (part as Part).reader(this.box));
      this.reader = await this.#part;
      if (isWanted()) {
        await this.reader.open(id);
      }
    } catch (error) {
      if (isWanted()) {
        this.#part = this.reader ? this.#part : null;
        this.failure = { code: codeOf(error) ?? "failed", message: messageOf(error) };
      }
    }
    if (isWanted()) {
      this.#show();
    }
    return isWanted();
  }

  /** Leads to the results, and if wanted to the place in them where the reader was. */
  close(returns = false): void {
    clearTimeout(this.#timer);
    this.#returnTo = returns ? this.#from : null;
    this.reader?.close();
    this.#asked = {};
    this.id = this.failure = this.#from = null;
    this.isShown = this.#focuses = false;
    this.#name(null);
  }

  /** The state of a search, as it is while an article is read. */
  stateOver(state: State): State {
    return { ...state, failure: this.failure, waiting: this.isComing ? "reading" : "nothing" };
  }

  /** What there is to say of what is read, and calls the page by it; null where that is nothing. */
  say(phrases: Phrases): string | null {
    const { failure, isShown, isComing, reader } = this;
    if (!isShown) {
      return null;
    }
    const name = isComing || failure ? null : (reader?.name ?? null);
    this.#name(name);
    if (failure || isComing) {
      return failure ? failureSentence(failure, phrases) : phrases.say("reading");
    }
    // What gets the keyboard is spoken anyway.
    return this.#focuses ? "" : (name ?? reader?.missing(phrases) ?? "");
  }

  /** All has been drawn: marks words, and puts keyboard and page where the reader is. */
  drawn(stage: Element, answer: Answer | null): void {
    if (this.isShown) {
      this.#arrive(stage);
    } else if (this.#returnTo && answer) {
      const { id, scrolled } = this.#returnTo;
      this.#returnTo = null;
      const hit = stage.querySelectorAll("[part~=hit]")[answer.hits.findIndex((one) => one.id === id)];
      hit?.querySelector<HTMLElement>("[part~=link]")?.focus({ preventScroll: true });
      scrollTo({ behavior: "instant", top: scrolled });
    }
  }

  #arrive(stage: Element): void {
    if (this.isComing) {
      return;
    }
    this.reader?.drawn();
    if (this.#focuses) {
      this.#focuses = false;
      stage.querySelector<HTMLElement>("#article")?.focus({ preventScroll: true });
      this.box.element.scrollIntoView({ behavior: "instant", block: "start" });
    }
  }

  /** The page is called by what is read on it. */
  #name(title: string | null): void {
    if (title !== null) {
      this.#title ??= document.title;
      document.title = `${title} \u00b7 ${this.#title}`;
    } else if (this.#title !== null) {
      document.title = this.#title;
      this.#title = null;
    }
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.isShown = true;
    this.changed();
  }
}
