import type { Answer, Hit, SimilarAnswer } from "../dalil.js";

/** What the module answers: as the page gets it but for the excerpts, which would be more than half of it. */
export type Written<T extends Answer | SimilarAnswer> = Omit<T, "hits"> & { hits: WrittenHit[] };

/** A hit of it. */
export type WrittenHit = Omit<Hit, "excerpt" | "excerpt_parts"> & { excerpt: WrittenExcerpt };

/** Whether the first part is marked, and the parts, of which every other one is. */
type WrittenExcerpt = [first: boolean, ...parts: string[]];

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A hit as the page gets it. */
export function withExcerpt(hit: WrittenHit): Hit {
  const [first, ...texts] = hit.excerpt;
  const parts = texts.map((text, place) => ({ text, mark: first === (place % 2 === 0) }));
  const html = parts.map(({ text, mark }) => {
    const escaped = text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? "");
    return mark ? `<mark>${escaped}</mark>` : escaped;
  });
  return { ...hit, excerpt: html.join(""), excerpt_parts: parts };
}
