import type { Box } from "../box/contract.ts";
import type { Phrases } from "../strings/phrases.ts";
import type { Settings } from "./settings.ts";

/** What is seldom another: the box in the reader's language, and the room that there is. */
export function dress({ frame, form, input }: Box, phrases: Phrases | null, { isPage, placeholder }: Settings, isWide: boolean): void {
  frame.className = `root ${isPage ? "page" : "box"} ${isPage && isWide ? "wide" : "narrow"}`;
  if (phrases) {
    frame.lang = phrases.lang;
    frame.dir = phrases.dir;
    form.ariaLabel = phrases.say("label");
    input.placeholder = placeholder || phrases.say("placeholder");
  }
}
