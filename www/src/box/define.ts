import { SearchElement } from "./search-element.ts";

/** Makes `<dalil-search>` known. Where another copy of this script came first, its element stays: a name can be defined once. */
export function defineSearchElement(home: URL): void {
  SearchElement.home ??= home;
  if (!customElements.get("dalil-search")) {
    customElements.define("dalil-search", SearchElement);
  }
}
