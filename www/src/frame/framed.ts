/** The archive's own page in a frame on another page looks and behaves as a part of that. */

import { loadOwn } from "../bootstrap.ts";
import { pageRoot } from "../page.ts";

/** What a framed page's root element has, for the page's style sheet to see. */
const MARK = "data-framed";

/** True of the archive's own page with `?frame` in its address, in a frame. */
export function isFramed(): boolean {
  return pageRoot().hasAttribute(MARK);
}

/** Has the page behave. */
export function behaveInFrame(): void {
  pageRoot().setAttribute(MARK, "");
  loadOwn("framed.js").then((within) => (within as { start(): void }).start()).catch(() => undefined);
}
