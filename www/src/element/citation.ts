import type { ArticleRecord } from "../dalil.js";
import type { Phrases } from "../strings/phrases.ts";

/** How to cite an article: author, title, source, date, address; what is not known is left out. */
export function citation(article: ArticleRecord, title: string, address: string | null, phrases: Phrases): string {
  const { byline, source, date } = article;
  const published = [source, date && phrases.date(date)].filter(Boolean).join(phrases.dir === "rtl" ? "\u060c " : ", ");
  const author = byline === source ? null : byline;
  const parts = [author, phrases.say("quoted", { word: title }), published].filter(Boolean);
  const sentence = parts.map((part) => `${String(part).replace(/[.\u3002]$/u, "")}.`).join(" ");
  return address === null ? sentence : `${sentence} ${readable(address)}`;
}

/** The same address, with letters of other scripts as people read them; blanks and the like stay encoded, so that it remains one link. */
export function readable(address: string): string {
  return address.replace(/(?:%[89a-f][0-9a-f])+/gi, (encoded) => {
    try {
      const letters = decodeURIComponent(encoded);
      return /^[\p{L}\p{M}\p{N}]+$/u.test(letters) ? letters : encoded;
    } catch {
      return encoded;
    }
  });
}
