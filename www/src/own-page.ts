/** What widget.js does on the archive's own page besides bringing the element. */

import { archiveAddress } from "./archive-address.ts";
import { offerEmbedding } from "./embed/offer.ts";
import { behaveInFrame } from "./frame/framed.ts";
import { pageRoot } from "./page.ts";

/** Looks whether this is the page of the archive in that folder, and if so, prepares it. */
export function prepareOwnPage(home: URL): void {
  const here = new URL(location.href);
  if (archiveAddress(here).href !== home.href) {
    return;
  }
  // Where results are about to come, what stands below begins out of sight, rather than jump there.
  pageRoot().toggleAttribute("data-asked", here.searchParams.has("q") || here.searchParams.has("article"));
  if (window.parent !== window && here.searchParams.has("frame")) {
    behaveInFrame();
  }
  offerEmbedding(home);
}
