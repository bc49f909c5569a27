/** Marks words in what is drawn without changing it, where the browser can: by the CSS Custom Highlight API. */

import { findWords, type Wanted } from "./words.ts";

/** The highlight's name in the style sheet; names are the page's, so it says whose it is. */
const NAME = "dalil-words";

/** Whether it can; else marks become part of the text. */
export function canHighlight(): boolean {
  return "highlights" in CSS && typeof Highlight === "function";
}

/** Marks the words in elements that hold a text each. */
export function highlight(elements: Iterable<Element>, wanted: readonly Wanted[]): void {
  const ranges: Range[] = [];
  for (const { firstChild } of elements) {
    if (firstChild instanceof Text) {
      for (const [start, end] of findWords(firstChild.data, wanted)) {
        const range = new Range();
        range.setStart(firstChild, start);
        range.setEnd(firstChild, end);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

/** Takes the marks away. */
export function clearHighlight(): void {
  if (canHighlight()) {
    CSS.highlights.delete(NAME);
  }
}
