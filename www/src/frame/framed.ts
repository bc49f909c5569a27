/** Whether this page is the archive's own in a frame on another page, which has it look and behave as a part of that. */

import { archiveAddress } from "../archive-address.ts";
import { loadOwn } from "../bootstrap.ts";
import { pageRoot } from "../page.ts";

/** What a framed page's root element has, for the page's style sheet to see. */
const MARK = "data-framed";

/** True of the archive's own page with `?frame` in its address, in a frame. */
export function isFramed(): boolean {
  return pageRoot().hasAttribute(MARK);
}

/** Looks whether it is so, and if it is, has the page behave. */
export function behaveIfFramed(home: URL): void {
  const here = new URL(location.href);
  if (window.parent === window || !here.searchParams.has("frame") || archiveAddress(here).href !== home.href) {
    return;
  }
  pageRoot().setAttribute(MARK, "");
  loadOwn("framed.js").then((within) => (within as { start(): void }).start()).catch(() => undefined);
}
