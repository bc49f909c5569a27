/** What the frame of an archive's own page and the page around it say to each other. Neither may ask for more than this. */

/** To the frame: what is asked, and how it is to look. */
export type ToFrame = { dalil: "ask"; query: string; typing: boolean } | { dalil: "look"; lang: string; scheme: string };

/** From the frame: how tall it is, and whether its beginning should be seen. */
export interface FromFrame {
  dalil: "frame";
  height: number;
  show: boolean;
}

/** The parameter in the address of a page that is in a frame: `whole` with its own form, `results` without. */
export const FRAME = "frame";

/** The attributes of the element that stand in that address as well. */
export const PASSED = ["lang", "theme", "mode", "limit", "section", "source", "pictures", "placeholder"] as const;

/** A message of the frame, or null where it is none: anybody may send anything. */
export function readFromFrame(data: unknown): FromFrame | null {
  const { dalil, height, show } = record(data);
  return dalil === "frame" && typeof height === "number" && height >= 0 && height < 1e6 ? { dalil, height, show: show === true } : null;
}

/** A message to the frame, or null. */
export function readToFrame(data: unknown): ToFrame | null {
  const { dalil, query, typing, lang, scheme } = record(data);
  if (dalil === "ask" && typeof query === "string") {
    return { dalil, query, typing: typing === true };
  }
  return dalil === "look" && typeof lang === "string" && typeof scheme === "string" ? { dalil, lang, scheme } : null;
}

function record(data: unknown): Record<string, unknown> {
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
}
