/** All that a view listens to. */

import type { Box } from "../box/contract.ts";
import { SETTINGS } from "./settings.ts";

/** Who is told what. */
export interface Hears {
  typed(text: string): void;
  pressed(event: KeyboardEvent): void;
  /** Enter, or the button. */
  entered(text: string): void;
  /** The line is back. */
  online(): void;
  /** The reader has gone back or forward. */
  returned(): void;
  /** The element has another size. */
  resized(): void;
  /** Attributes were changed. */
  set(attributes: readonly string[]): void;
}

/** Listens until the signal ends it. */
export function hear({ element, form, input, ownsAddress }: Box, hears: Hears, signal: AbortSignal): void {
  const type = (): void => hears.typed(input.value);
  // While an input method is composing, the text is not yet what the reader means.
  input.addEventListener("input", (event) => void ((event as InputEvent).isComposing || type()), { signal });
  input.addEventListener("compositionend", type, { signal });
  input.addEventListener("keydown", (event) => hears.pressed(event), { signal });
  form.addEventListener("submit", () => hears.entered(input.value), { signal });
  window.addEventListener("online", () => hears.online(), { signal });
  if (ownsAddress) {
    window.addEventListener("popstate", () => hears.returned(), { signal });
  }
  const sizes = new ResizeObserver(() => hears.resized());
  const attributes = new MutationObserver((changes) => hears.set(changes.map(({ attributeName }) => attributeName ?? "")));
  sizes.observe(element);
  attributes.observe(element, { attributes: true, attributeFilter: SETTINGS });
  signal.addEventListener("abort", () => {
    sizes.disconnect();
    attributes.disconnect();
  });
}
