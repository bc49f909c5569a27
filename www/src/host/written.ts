/** What the module answers is what the page gets, but shorter where that would be most of it. */

import type { Answer, Hit, SimilarAnswer } from "../dalil.js";

/** An answer of the module. */
export type Written<T extends Answer | SimilarAnswer> = Omit<T, "hits" | "timeline"> & { hits: WrittenHit[] } & (T extends Answer
    ? { timeline: WrittenTimeline }
    : unknown);

/** Months and how many articles each has, in turns. */
export type WrittenTimeline = readonly (string | number | null)[];

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

/** The hits by month as the page gets them. */
export function withMonths(written: WrittenTimeline): Answer["timeline"] {
  const timeline = [];
  for (let i = 0; i < written.length; i += 2) {
    timeline.push({ month: written[i], count: written[i + 1] } as Answer["timeline"][number]);
  }
  return timeline;
}
