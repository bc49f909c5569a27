/** What a column of measurements says. */

/** The middle value; of two in the middle their mean. Null where there are none. */
export function median(values: readonly number[]): number | null {
  return percentile(values, 50);
}

/** The value at or below which so many of a hundred lie, between two values by their distance. Null where there are none. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) {
    return null;
  }
  const sorted = [...values].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * share) / 100;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Median and 95th percentile. */
export interface Spread {
  median: number | null;
  p95: number | null;
}

/** Both of these values. */
export function spread(values: readonly number[]): Spread {
  return { median: median(values), p95: percentile(values, 95) };
}

/**
 * For each item the median over its repetitions, so that a disturbance in one repetition changes nothing; `rows` are the repetitions, all of
 * one length.
 */
export function medians(rows: readonly (readonly number[])[]): number[] {
  const first = rows[0] ?? [];
  return first.map((_, item) => median(rows.map((row) => row[item] ?? Number.NaN).filter((value) => !Number.isNaN(value))) ?? 0);
}
