/** What is read in place of the results: brings reader.js when an article is first opened, and minds the page's title and place. */

import type { Box } from "../box/contract.ts";
import { codeOf, messageOf } from "../failure.ts";
import type { Part, Reader } from "../reader/attach.ts";
import type { State } from "./session.ts";

/** Milliseconds for which the results stay in sight, while an article is on its way. */
const NOTICEABLE = 300;

/** Where in the results the reader was: the article that was opened, and how far they were scrolled. */
export interface From {
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
  #asked = {};

  constructor(
    private readonly box: Box,
    private readonly changed: () => void,
  ) {}

  /** The article has not come yet. */
  get isComing(): boolean {
    return this.id !== null && !this.failure && this.reader?.answer?.id !== this.id;
  }

  /** Reads an article; false where another is wanted before it is there. */
  async open(id: string): Promise<boolean> {
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

  /** Leads back to the results; tells where in them the reader was. */
  close(): From | null {
    const from = this.#from;
    clearTimeout(this.#timer);
    this.reader?.close();
    this.#asked = {};
    this.id = this.failure = this.#from = null;
    this.isShown = false;
    this.name(null);
    return from;
  }

  /** The page is called by what is read on it. */
  name(title: string | null): void {
    this.#title ??= document.title;
    const named = title === null ? this.#title : `${title} \u00b7 ${this.#title}`;
    if (document.title !== named) {
      document.title = named;
    }
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.isShown = true;
    this.changed();
  }
}
