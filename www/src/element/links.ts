/** Where searches and articles are found: on this page where it keeps its search in the address, else on the archive's own. */

import type { ArticleRecord } from "../dalil.js";
import type { AddressBar } from "./address.ts";
import { asksSomething, type Request } from "./request.ts";

/** An article, and where several archives are searched, its own. */
export type Located = Pick<ArticleRecord, "id" | "archive">;

/** The links of one view. */
export class Links {
  constructor(
    private readonly base: string,
    private readonly address: AddressBar | null,
  ) {}

  /** A search on this page; null where it has no address. */
  search(request: Request): string | null {
    return this.address && this.address.linkTo(request);
  }

  /** A search on the archive's own page. */
  ownPage(request: Request): string {
    const page = new URL("index.html", this.base);
    if (asksSomething(request)) {
      page.search = new URLSearchParams({ q: request.query.trim() }).toString();
    }
    return page.href;
  }

  /** Where a stored article can be read from anywhere. */
  article({ id, archive }: Located): string {
    return new URL(`?article=${encodeURIComponent(id)}`, archive ? new URL("index.html", archive.address) : this.#page()).href;
  }

  /** The archive's search page: this one where it lies in the archive's folder, since one that holds a whole archive has a name of its own. */
  #page(): URL {
    const isIt = this.address !== null && new URL(".", location.href).href === this.base;
    return isIt ? new URL(location.pathname, location.href) : new URL("index.html", this.base);
  }

  /** Where it can be read from here, with the search that found it. */
  reader(request: Request, article: Located): string {
    return (!article.archive && this.address?.linkTo(request, article.id)) || this.article(article);
  }
}
