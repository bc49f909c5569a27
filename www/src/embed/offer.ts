/** The archive's own page may have a button that offers the search to other sites; what it opens is loaded when it is pressed. */

import { loadOwn } from "../bootstrap.ts";

/** Makes the button of the archive's own page, where it has one, do what it says. */
export function offerEmbedding(home: URL): void {
  const button = document.querySelector<HTMLElement>("button[data-embed]");
  if (!button) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      const { open } = (await loadOwn("embed.js")) as { open(home: string): void };
      open(home.href);
    } catch {
      // Without a network, say: a button that does nothing is better not there.
      // Without the network it is not there; pressed again, it is tried again.
      button.hidden = true;
    }
  });
}
