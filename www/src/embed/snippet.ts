/** The lines that a partner puts on a page. */

import { FRAME } from "../frame/messages.ts";

/** What was chosen. */
export interface Choices {
  way: "tags" | "frame";
  theme: "auto" | "light" | "dark";
  section: string;
  placeholder: string;
}

/** Those of the choices that are not the usual, as attributes. */
export function attributesOf({ theme, section, placeholder }: Choices): Record<string, string> {
  const all = { theme: theme === "auto" ? "" : theme, section, placeholder: placeholder.trim() };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

/** The address of the archive's own page in a frame. */
export function frameAddress(home: string, choices: Choices): string {
  const address = new URL("index.html", home);
  address.search = `?${FRAME}`;
  for (const [name, value] of Object.entries(attributesOf(choices))) {
    address.searchParams.set(name, value);
  }
  // The parameter has no value, which looks better without its sign.
  return address.href.replace(`?${FRAME}=`, `?${FRAME}`);
}

/** The lines to copy. `title` is what a frame is called to those who can't see it. */
export function snippet(home: string, choices: Choices, title: string): string {
  if (choices.way === "frame") {
    const attributes = { src: frameAddress(home, choices), title, width: "100%", height: "640", loading: "lazy", style: "border: 0" };
    return `<iframe${written(attributes)}></iframe>`;
  }
  const script = new URL("widget.js", home).href;
  return `<script${written({ src: script })} async></script>\n<dalil-search${written(attributesOf(choices))}></dalil-search>`;
}

function written(attributes: Record<string, string>): string {
  const escaped = (value: string): string => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
}
