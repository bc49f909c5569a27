import type { Answer, Hit } from "../dalil.js";
import { safeAddress } from "../safe-address.ts";

/** Makes the addresses of hits absolute: in the archive they are relative to it where pages and archive travel together. */
export function resolveAddresses(answer: Answer, base: URL): Answer {
  const resolve = (written: string | null): string | null => safeAddress(written, base);
  const resolved = (hit: Hit): Hit => ({
    ...hit,
    url: resolve(hit.url),
    picture: resolve(hit.picture),
    also: hit.also.map(({ url, id }) => ({ url: resolve(url), id })),
  });
  return { ...answer, hits: answer.hits.map(resolved) };
}
