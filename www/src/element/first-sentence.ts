import type { Hit } from "../dalil.js";

const LONGEST = 140;

/** What a hit is called: by its first sentence where it has no title. */
export function titleOf({ title, excerpt_parts, language }: Pick<Hit, "title" | "excerpt_parts" | "language">): string {
  return title ?? firstSentence(excerpt_parts.map((part) => part.text).join(""), language);
}

/** The first sentence of a text, shortened at a word where it is long: what stands where an article has no title. */
export function firstSentence(text: string, language: string | null): string {
  const whole = text.replace(/^[\s.\u2026]+/u, "").trim();
  const sentence = sentences(whole, language).trim();
  if (sentence.length <= LONGEST) {
    return sentence;
  }
  const cut = sentence.lastIndexOf(" ", LONGEST);
  return `${sentence.slice(0, cut > 0 ? cut : LONGEST)} \u2026`;
}

/** By language; to make one takes longer than to use it. */
const segmenters = new Map<string | null, Intl.Segmenter>();

function sentences(text: string, language: string | null): string {
  try {
    const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language ?? undefined, { granularity: "sentence" });
    segmenters.set(language, segmenter);
    for (const { segment } of segmenter.segment(text)) {
      return segment;
    }
  } catch {
    // No Segmenter, or a language it can't read: the text is shortened as it is.
  }
  return text;
}
