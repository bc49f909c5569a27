/**
 * In a page that holds a whole archive: gives its files out of the page itself, each a block of JSON with the file's text, and starts the
 * box. It is put into such a page only, so that the search elsewhere is none the larger for it.
 */

import { dalil, take } from "./delivery.ts";
import { parse, type Delivery } from "./envelope.ts";
import { attach, baseAddress, createScript } from "./page.ts";

const home = new URL(".", baseAddress()).href;

/** The text of a file, by its path in the archive. */
function textOf(path: string): string | null {
  const block = document.querySelector(`script[data-dalil="${CSS.escape(path)}"]`);
  return block && (JSON.parse(block.textContent ?? "null") as string | null);
}

/** Runs a script from its text, and gives what it delivered. */
function run(text: string): Delivery | null {
  const script = createScript();
  script.text = text;
  attach(script);
  script.remove();
  return take();
}

dalil().held = ({ href }) => {
  const text = href.startsWith(home) ? textOf(href.slice(home.length)) : null;
  if (text === null) {
    return null;
  }
  // A data file ends with its text, one with code behind that.
  return text.trimEnd().endsWith('");') ? parse(text, href) : run(text);
};

run(textOf("widget.js") ?? "");
