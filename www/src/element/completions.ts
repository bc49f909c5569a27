/**
 * What the reader may be about to type, in a list under the box: an editable combobox with list autocomplete and manual selection, as the
 * ARIA Authoring Practices describe it. Nothing is taken that was not chosen.
 */

import { nothing, render } from "lit/html.js";

import type { Box } from "../box/contract.ts";
import type { Suggestion } from "../dalil.js";
import type { Phrases } from "../strings/phrases.ts";
import { completionsView, OPTION } from "./view/completions.ts";

const FEW = 6;
const DEBOUNCE = 80;
const COMBOBOX = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "completions", "aria-haspopup": "listbox" };

/** The list, and what the keyboard does with it. */
export class Completions {
  phrases: Phrases | null = null;
  readonly #list = document.createElement("div");
  readonly #present = new AbortController();
  #asked = new AbortController();
  #timer: ReturnType<typeof setTimeout> | 0 = 0;
  #typed = "";
  #options: readonly Suggestion[] = [];
  #isOpen = false;
  #active = -1;

  constructor(
    private readonly box: Box,
    private readonly take: (text: string) => void,
  ) {
    const { input, field } = box;
    const { signal } = this.#present;
    for (const [name, value] of Object.entries(COMBOBOX)) {
      input.setAttribute(name, value);
    }
    field.append(this.#list);
    input.addEventListener("keydown", (event) => this.#press(event), { signal });
    input.addEventListener("blur", () => this.close(), { signal });
    // The keyboard stays in the box while the list is pressed.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    this.#draw();
  }

  /** Looks for what completes a text; the list before stays until the next is there. */
  complete(typed: string): void {
    this.#giveUp();
    this.#typed = typed;
    this.#active = -1;
    if (typed.trim() === "") {
      this.close();
      return;
    }
    this.#draw();
    const { signal } = this.#asked;
    this.#timer = setTimeout(() => void this.#ask(typed, signal), DEBOUNCE);
  }

  /** Puts the list away. */
  close(): void {
    this.#giveUp();
    this.#isOpen = false;
    this.#active = -1;
    this.#draw();
  }

  /** Leaves the box as it was. */
  remove(): void {
    this.#giveUp();
    this.#present.abort();
    for (const name of [...Object.keys(COMBOBOX), "aria-expanded", "aria-activedescendant"]) {
      this.box.input.removeAttribute(name);
    }
    render(nothing, this.#list);
    this.#list.remove();
  }

  async #ask(typed: string, signal: AbortSignal): Promise<void> {
    try {
      const archive = await this.box.open();
      const { suggestions } = await archive.suggest(typed, { limit: FEW, signal });
      if (!signal.aborted) {
        const said = typed.trim().toLocaleLowerCase();
        this.#options = suggestions.filter(({ text }) => text.toLocaleLowerCase() !== said);
        this.#isOpen = this.#options.length > 0;
        this.#draw();
      }
    } catch {
      // The search says what is wrong.
    }
  }

  #giveUp(): void {
    clearTimeout(this.#timer);
    this.#asked.abort();
    this.#asked = new AbortController();
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing || !this.#act(event)) {
      return;
    }
    event.preventDefault();
    this.#draw();
  }

  /** What a key does with the list; false where it is not for the list. */
  #act({ key, altKey }: KeyboardEvent): boolean {
    const last = this.#options.length - 1;
    switch (key) {
      case "ArrowDown":
        if (last < 0) {
          return false;
        }
        this.#active = !this.#isOpen && altKey ? -1 : this.#active < last ? this.#active + 1 : -1;
        this.#isOpen = true;
        return true;
      case "ArrowUp":
        if (!this.#isOpen) {
          return false;
        }
        this.#isOpen = !altKey;
        this.#active = altKey ? -1 : this.#active < 0 ? last : this.#active - 1;
        return true;
      case "Enter":
        return this.#isOpen && this.#choose(this.#active);
      case "Escape":
        if (!this.#isOpen) {
          return false;
        }
        this.close();
        return true;
      case "Home":
      case "End":
      case "ArrowLeft":
      case "ArrowRight":
        // They move in the text, which is then what counts.
        this.#active = -1;
        this.#draw();
        return false;
      default:
        return false;
    }
  }

  #choose(index: number): boolean {
    const chosen = this.#options[index];
    if (!chosen) {
      return false;
    }
    this.#options = [];
    this.close();
    this.take(chosen.text);
    return true;
  }

  #draw(): void {
    const { input } = this.box;
    input.setAttribute("aria-expanded", String(this.#isOpen));
    if (this.#isOpen && this.#active >= 0) {
      input.setAttribute("aria-activedescendant", `${OPTION}${this.#active}`);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
    const { phrases } = this;
    if (phrases || !this.#isOpen) {
      const shown = { options: this.#options, typed: this.#typed, isOpen: this.#isOpen, active: this.#active };
      render(completionsView(shown, phrases, (index) => void this.#choose(index)), this.#list);
    }
  }
}
