import type { Hit } from "../dalil.js";
import type { Phrases } from "../strings/phrases.ts";

/** How to cite an article: author, title, source, date, address; what is not known is left out. */
export function citation(hit: Hit, title: string, address: string | null, phrases: Phrases): string {
  const { byline, source, date } = hit;
  const published = [source, date && phrases.date(date)].filter(Boolean).join(", ");
  const parts = [byline, phrases.say("quoted", { word: title }), published].filter(Boolean);
  const sentence = parts.map((part) => `${String(part).replace(/[.\u3002]$/u, "")}.`).join(" ");
  return address === null ? sentence : `${sentence} ${address}`;
}
