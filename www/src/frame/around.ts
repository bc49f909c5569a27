/**
 * frame.js: where a page's policy lets no engine run, the archive's own page answers in a frame below the box; where it allows no frame
 * either, a link leads there. It takes the box over as a view does.
 */

import { ownPageOf } from "../archive-address.ts";
import type { Attached, Box } from "../box/contract.ts";
import { make } from "../box/drawing.ts";
import { phrasesFor } from "../element/speech.ts";
import type { Phrases } from "../strings/phrases.ts";
import { FRAME, PASSED, readFromFrame, type ToFrame } from "./messages.ts";

/** Milliseconds after which a link is shown as well. A frame that may not load doesn't say so, and one on a slow line may still come. */
const ANSWERING = 5_000;

export function attach(box: Box): Attached {
  const framed = new FramedAnswer(box);
  return { detach: () => framed.detach() };
}

class FramedAnswer {
  readonly #detached = new AbortController();
  readonly #frame = make("iframe", { part: "frame" });
  readonly #progress = make("p", { class: "progress", part: "progress", role: "status" });
  readonly #said = make("div", { role: "alert" });
  readonly #ownPage = make("a", { part: "own-page" });
  #phrases: Phrases | null = null;
  #answers = false;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly box: Box) {
    void this.#start();
  }

  detach(): void {
    this.#detached.abort();
    clearTimeout(this.#late);
    this.box.place.replaceChildren();
  }

  async #start(): Promise<void> {
    this.#phrases = await phrasesFor(this.box);
    const { signal } = this.#detached;
    if (signal.aborted) {
      return;
    }
    const { form, input, element, place } = this.box;
    Object.assign(this.#frame.style, { display: "block", width: "calc(100% + 8px)", height: "0", margin: "0 -4px", border: "0" });
    this.#frame.title = this.#phrases.say("label");
    this.#progress.textContent = this.#phrases.say("opening");
    window.addEventListener("message", (event) => this.#hear(event), { signal });
    window.addEventListener("securitypolicyviolation", (event) => this.#forbid(event), { signal });
    input.addEventListener("input", (event) => void ((event as InputEvent).isComposing || this.#ask(true)), { signal });
    form.addEventListener("submit", () => this.#ask(false), { signal });
    const attributes = new MutationObserver(() => this.#open());
    attributes.observe(element, { attributes: true, attributeFilter: [...PASSED] });
    signal.addEventListener("abort", () => attributes.disconnect());
    this.#frame.inert = true;
    place.replaceChildren(this.#progress, this.#said, this.#frame);
    this.#open();
  }

  /** What is asked never stands in the address: it would leave the browser. */
  #open(): void {
    const address = new URL("index.html", this.box.base);
    address.searchParams.set(FRAME, "results");
    address.searchParams.set("mode", "box");
    for (const name of PASSED) {
      const value = this.box.element.getAttribute(name);
      if (value) {
        address.searchParams.set(name, value);
      }
    }
    if (this.#frame.src !== address.href) {
      this.#answers = false;
      clearTimeout(this.#late);
      this.#late = setTimeout(() => this.#giveUp(), ANSWERING);
      this.#frame.src = address.href;
    }
  }

  #hear({ source, data }: MessageEvent): void {
    const message = source === this.#frame.contentWindow ? readFromFrame(data) : null;
    if (!message) {
      return;
    }
    this.#frame.style.height = `${message.height}px`;
    if (!this.#answers) {
      this.#answers = true;
      clearTimeout(this.#late);
      this.#frame.inert = false;
      this.#said.replaceChildren();
      this.#progress.textContent = "";
      // The one inside has a line of its own.
      this.#progress.classList.add("unseen");
      this.#ask(!this.box.submitted);
    }
    if (message.show) {
      this.box.form.scrollIntoView({ block: "nearest" });
    }
  }

  #forbid({ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent): void {
    if (disposition === "enforce" && effectiveDirective === "frame-src" && blockedURI.startsWith(new URL(this.box.base).origin)) {
      this.#giveUp();
    }
  }

  #look(): void {
    const { colorScheme } = getComputedStyle(this.box.frame);
    // A frame is transparent only where both sides have the same scheme.
    this.#frame.style.colorScheme = colorScheme;
    this.#say({ dalil: "look", lang: this.#phrases?.lang ?? "", scheme: colorScheme });
  }

  #ask(typing: boolean): void {
    // The page may have changed its colours meanwhile.
    this.#look();
    this.#say({ dalil: "ask", query: this.box.input.value, typing });
    this.#ownPage.href = ownPageOf(new URL(this.box.base), this.box.input.value, "") ?? "";
  }

  #say(message: ToFrame): void {
    if (!this.#answers) {
      return;
    }
    const { origin } = new URL(this.box.base);
    this.#frame.contentWindow?.postMessage(message, origin === "null" ? "*" : origin);
  }

  /** No frame either, or none yet: a link leads to the archive's own page. */
  #giveUp(): void {
    const phrases = this.#phrases;
    if (!phrases || this.#answers) {
      return;
    }
    this.#ask(false);
    this.#progress.textContent = "";
    this.#ownPage.textContent = phrases.say("ownPage");
    const message = make("section", { class: "message", part: "error" }, make("p", {}, phrases.say("refused")), make("p", { class: "row" }, this.#ownPage));
    this.#said.replaceChildren(message);
  }
}
