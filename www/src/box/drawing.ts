/** The box as it stands in the shadow root, before and under any view. */

import styles from "./styles/box.css";

/** Its parts. */
export interface Drawn {
  readonly frame: HTMLElement;
  readonly form: HTMLFormElement;
  readonly label: HTMLElement;
  readonly field: HTMLElement;
  readonly input: HTMLInputElement;
  readonly clear: HTMLButtonElement;
  readonly submit: HTMLButtonElement;
  readonly place: HTMLElement;
  /** Undoes what a view has changed outside its place. */
  restore(): void;
}

const PATH = "http://www.w3.org/2000/svg";

/** Draws it without words. */
export function drawBox(root: ShadowRoot): Drawn {
  const label = make("label", { class: "unseen", for: "query" });
  const input = make("input", {
    id: "query",
    part: "input",
    type: "search",
    name: "q",
    dir: "auto",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: "1000",
  });
  const clear = make("button", { type: "button", part: "clear", class: "clear" }, cross());
  const field = make("div", { class: "field", part: "field" }, input, clear);
  const submit = make("button", { type: "submit", part: "submit", class: "submit" });
  const form = make("form", { role: "search", part: "form" }, label, field, submit);
  // What the page brings for the end of the search page is there from the beginning.
  const place = make("div", { class: "place" });
  const frame = make("div", { part: "root" }, make("search", { part: "search" }, form), place);
  root.append(frame);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  const restore = (): void => {
    root.adoptedStyleSheets = [sheet];
  };
  restore();
  return { frame, form, label, field, input, clear, submit, place, restore };
}

/** An element with its attributes and what is in it. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  element.append(...children);
  return element;
}

function cross(): SVGElement {
  const [drawing, path] = [document.createElementNS(PATH, "svg"), document.createElementNS(PATH, "path")];
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M3 3l10 10M13 3L3 13");
  drawing.append(path);
  return drawing;
}
