/**
 * framed.js: how the archive's own page behaves in a frame on another page. It takes its looks and, below a partner's own box, its query
 * from outside, and tells how tall it is.
 */

import { FRAME, PASSED, readToFrame, type FromFrame } from "./messages.ts";

/** Lets the page be a part of the one around it. */
export function start(): void {
  const element = document.querySelector("dalil-search");
  const root = element?.shadowRoot;
  const [input, form, search] = ["input", "form", "search"].map((name) => root?.querySelector<HTMLElement>(name));
  if (!element || !root || !(input instanceof HTMLInputElement) || !(form instanceof HTMLFormElement) || !search) {
    return;
  }
  const wanted = new URLSearchParams(location.search);
  for (const name of PASSED) {
    const value = wanted.get(name);
    if (value) {
      element.setAttribute(name, value);
    }
  }
  paint(wanted.get("theme") ?? "");
  search.hidden = wanted.get(FRAME) === "results";
  const base = document.createElement("base");
  base.target = "_top";
  document.head.append(base);
  window.addEventListener("message", ({ source, data }) => {
    const message = source === parent ? readToFrame(data) : null;
    if (message?.dalil === "look") {
      element.setAttribute("lang", message.lang);
      paint(message.scheme);
    } else if (message) {
      ask(input, form, message.query, message.typing);
    }
  });
  const asked = wanted.get("q");
  if (asked) {
    ask(input, form, asked, false);
  }
  tellHeight(root);
}

function ask(input: HTMLInputElement, form: HTMLFormElement, query: string, typing: boolean): void {
  if (input.value !== query) {
    input.value = query;
    if (typing || query === "") {
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
  }
  if (!typing && query !== "") {
    form.requestSubmit();
  }
}

/** The page around decides what is light and what is dark. */
function paint(scheme: string): void {
  if (scheme !== "" && scheme !== "auto") {
    document.documentElement.style.colorScheme = scheme === "normal" ? "light" : scheme;
  }
}

function tellHeight(root: ShadowRoot): void {
  const tell = (show: boolean): void => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    // It is nobody's secret: who is around asked the question.
    parent.postMessage({ dalil: "frame", height, show } satisfies FromFrame, "*");
  };
  new ResizeObserver(() => tell(false)).observe(document.documentElement);
  // A further page of results begins at its heading, which no frame can bring into view by itself.
  root.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.id === "summary") {
      tell(true);
    }
  });
}
