/** What the reader is told below the box as long as there is no view to tell it. */

import { codeOf, messageOf } from "../failure.ts";
import { make } from "./drawing.ts";
import type { BoxWords } from "./words.ts";

const NOTICEABLE = 300;
const SLOW = 5_000;

/** Tells that something is awaited, that it takes long, or that it can't be had. */
export class Early {
  readonly #progress = make("p", { class: "progress", part: "progress", role: "status" });
  readonly #notices = make("div", { class: "notices", part: "notices" }, make("slot", { name: "notices" }));
  #words: BoxWords | null = null;
  #message: HTMLElement | null = null;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    private readonly place: HTMLElement,
    private readonly retry: () => void,
    /** The address of the archive's own search page, unless this is it. */
    private readonly ownPage: () => string | null,
  ) {
    this.#show();
  }

  set words(words: BoxWords) {
    this.#words = words;
  }

  /** The reader waits; it is told once that takes long enough to be worth a word. */
  wait(): void {
    this.end();
    this.#notices.classList.add("later");
    const say = (key: "opening" | "slow") => () => (this.#progress.textContent = this.#words?.[key] ?? "");
    this.#timers = [setTimeout(say("opening"), NOTICEABLE), setTimeout(say("slow"), SLOW)];
  }

  /** The reader waits no longer. */
  end(): void {
    this.#timers.splice(0).forEach(clearTimeout);
    this.#progress.textContent = "";
    this.#notices.classList.remove("later");
    this.#show();
  }

  /** There is no view, and so no search. */
  fail(error: unknown): void {
    this.end();
    const words = this.#words;
    if (!words) {
      return;
    }
    const code = codeOf(error);
    const offline = code === "unreachable" && !navigator.onLine;
    const again = make("button", { type: "button", part: "retry" }, words.again);
    again.addEventListener("click", this.retry);
    if (offline) {
      window.addEventListener("online", this.retry, { once: true });
    }
    const details = make("details", { class: "small" }, make("summary", {}, words.details), make("p", { dir: "auto" }, messageOf(error)));
    const said = make("p", {}, words[offline ? "offline" : code === "damaged" || code === "refused" ? code : "unreachable"]);
    const way = this.ownPage();
    const link = way && !offline ? [make("a", { part: "own-page", href: way }, words.ownPage)] : [];
    this.#progress.textContent = said.textContent;
    this.#show(make("section", { class: "message", part: "error" }, said, make("p", { class: "row" }, ...(code === "refused" ? [] : [again]), ...link), details));
  }

  /** The status line keeps its place: what is said in one that comes and goes may not be heard. */
  #show(message?: HTMLElement): void {
    if (this.#progress.parentNode !== this.place) {
      this.place.replaceChildren(this.#progress, this.#notices);
    }
    this.#message?.remove();
    this.#message = message ?? null;
    // What is said aloud stands in the message too, where there is one.
    this.#progress.classList.toggle("unseen", message !== undefined);
    if (message) {
      this.#progress.after(message);
    }
  }
}
