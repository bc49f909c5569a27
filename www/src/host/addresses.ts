import type { ArticleRecord, StoredArticle } from "../dalil.js";
import { safeAddress } from "../safe-address.ts";

/** Makes the addresses of an article absolute: in the archive they are relative to it where pages and archive travel together. */
export function resolveAddresses<T extends ArticleRecord>(record: T, base: URL): T {
  const resolve = (written: string | null): string | null => safeAddress(written, base);
  return {
    ...record,
    url: resolve(record.url),
    picture: resolve(record.picture),
    also: record.also.map(({ url, id }) => ({ url: resolve(url), id })),
  };
}

/** Makes the addresses of a stored article, and of those beside it, absolute. */
export function resolveArticle(article: StoredArticle, base: URL): StoredArticle {
  const { previous, next } = article;
  return {
    ...resolveAddresses(article, base),
    previous: previous && resolveAddresses(previous, base),
    next: next && resolveAddresses(next, base),
    same_day: article.same_day.map((other) => resolveAddresses(other, base)),
  };
}
