/** How often a visitor waits for the line. */

/** When a request began and when its response had ended, in milliseconds of one clock. */
export interface Span {
  began: number;
  ended: number;
}

/**
 * Dependent rounds: the longest chain of requests of which each began only after the one before it had ended. Requests under way at the
 * same time share a round. Taking, again and again, the request that ends first among those that began after the last one taken gives a
 * longest chain, as with any set of intervals.
 */
export function rounds(spans: readonly Span[]): number {
  let count = 0;
  let ended = Number.NEGATIVE_INFINITY;
  for (const span of [...spans].sort((a, b) => a.ended - b.ended)) {
    if (span.began >= ended) {
      count += 1;
      ended = span.ended;
    }
  }
  return count;
}
