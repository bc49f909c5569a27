import type { Answer, Hit } from "../dalil.js";
import { safeAddress } from "../safe-address.ts";

/** Makes the addresses of hits absolute: in the archive they are relative to it where pages and archive travel together. */
export function resolveAddresses(answer: Answer, base: URL): Answer {
  return { ...answer, hits: answer.hits.map((hit): Hit => ({ ...hit, url: safeAddress(hit.url, base) })) };
}
