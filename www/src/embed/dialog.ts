/** The dialog: choices, the lines to copy, and how it will look. */

import { make } from "../box/drawing.ts";
import type { EmbedTable } from "../strings/tables/en.ts";
import { attributesOf, frameAddress, snippet, type Choices } from "./snippet.ts";
import styles from "./styles/dialog.css";

/** A dialog on the archive's own page. */
export class EmbedDialog {
  readonly #host = document.createElement("div");
  readonly #dialog: HTMLDialogElement;
  readonly #form = make("form", { method: "dialog" });
  readonly #code = make("textarea", { id: "code", readonly: "", rows: "4", dir: "ltr", spellcheck: "false" });
  readonly #hint = make("p", { class: "small", id: "hint" });
  readonly #status = make("p", { class: "small status", role: "status" });
  readonly #preview = make("div", { class: "preview" });
  readonly #section = make("select", { id: "section", name: "section" });
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly home: string,
    private readonly words: EmbedTable,
    lang: string,
    private readonly sections: () => Promise<string[]>,
  ) {
    const root = this.#host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    this.#dialog = make("dialog", { class: "root", lang, dir: words.dir, "aria-labelledby": "title" });
    this.#dialog.append(this.#heading(), this.#choices(), ...this.#lines(), ...this.#look());
    root.append(this.#dialog);
    this.#form.addEventListener("input", () => this.#change());
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    // A press beside it closes it.
    this.#dialog.addEventListener("click", (event) => {
      if (event.composedPath()[0] === this.#dialog) {
        this.#dialog.close();
      }
    });
    this.#dialog.addEventListener("close", () => this.#preview.replaceChildren());
  }

  open(): void {
    document.body.append(this.#host);
    this.#status.textContent = "";
    this.#dialog.showModal();
    this.#draw();
    void this.#offerSections();
  }

  #heading(): HTMLElement {
    const close = make("button", { type: "button", class: "close", "aria-label": this.words.close }, "\u00d7");
    close.addEventListener("click", () => this.#dialog.close());
    return make("header", {}, make("h2", { id: "title" }, this.words.title), close);
  }

  #choices(): HTMLElement {
    const { words } = this;
    const way = (value: Choices["way"], label: string): HTMLElement => {
      const input = make("input", { type: "radio", name: "way", value, ...(value === "tags" ? { checked: "", autofocus: "" } : {}), "aria-describedby": "hint" });
      return make("label", { class: "choice" }, input, label);
    };
    const themes = [["auto", words.auto], ["light", words.light], ["dark", words.dark]] as const;
    const theme = make("select", { id: "theme", name: "theme" }, ...themes.map(([value, label]) => make("option", { value }, label)));
    const placeholder = make("input", { id: "placeholder", name: "placeholder", type: "text", dir: "auto", maxlength: "100", autocomplete: "off" });
    this.#section.append(make("option", { value: "" }, words.whole));
    const named = (id: string, label: string, input: HTMLElement): HTMLElement => make("div", { class: "named", id: `${id}-field` }, make("label", { for: id }, label), input);
    this.#form.append(
      make("fieldset", {}, make("legend", {}, words.way), way("tags", words.tags), way("frame", words.frame)),
      this.#hint,
      make(
        "div",
        { class: "fields" },
        named("theme", words.theme, theme),
        named("section", words.section, this.#section),
        named("placeholder", words.placeholder, placeholder),
      ),
    );
    return this.#form;
  }

  #lines(): HTMLElement[] {
    const { words } = this;
    const copy = make("button", { type: "button", class: "copy" }, words.copy);
    copy.addEventListener("click", () => void this.#copy());
    const notes = /^https?:/.test(this.home) ? [] : [make("p", { class: "small note" }, words.disk)];
    return [...notes, make("label", { for: "code", class: "title" }, words.code), this.#code, make("div", { class: "row" }, copy, this.#status)];
  }

  #look(): HTMLElement[] {
    return [make("h3", { class: "title" }, this.words.preview), this.#preview];
  }

  #chosen(): Choices {
    const data = new FormData(this.#form);
    const text = (name: string): string => String(data.get(name) ?? "");
    return { way: text("way"), theme: text("theme"), section: text("section"), placeholder: text("placeholder") } as Choices;
  }

  #change(): void {
    this.#status.textContent = "";
    clearTimeout(this.#late);
    // Not with each letter of a placeholder.
    this.#late = setTimeout(() => this.#draw(), 200);
    this.#write();
  }

  #write(): void {
    const choices = this.#chosen();
    this.#code.value = snippet(this.home, choices, this.words.frameTitle);
    this.#hint.textContent = choices.way === "frame" ? this.words.frameHint : this.words.tagsHint;
  }

  #draw(): void {
    this.#write();
    const choices = this.#chosen();
    this.#preview.className = `preview ${choices.theme}`;
    if (choices.way === "frame") {
      this.#preview.replaceChildren(make("iframe", { src: frameAddress(this.home, choices), title: this.words.preview, height: "320" }));
    } else {
      this.#preview.replaceChildren(make("dalil-search" as "div", { archive: this.home, ...attributesOf(choices) }));
    }
  }

  async #offerSections(): Promise<void> {
    if (this.#section.options.length > 1) {
      return;
    }
    // Without them the whole archive can still be embedded.
    const found = await this.sections().catch((): string[] => []);
    this.#section.append(...found.map((value) => make("option", { value, dir: "auto" }, value)));
    const field = this.#section.closest<HTMLElement>(".named");
    if (field) {
      field.hidden = found.length < 2;
    }
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#code.value);
      this.#status.textContent = this.words.copied;
    } catch {
      // On pages without encryption there is no clipboard; the lines are then marked, ready to be copied by hand.
      this.#code.select();
      this.#status.textContent = this.words.copyFailed;
    }
  }
}
