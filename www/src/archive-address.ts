import { baseAddress } from "./page.ts";

/** The folder an archive lies in, from what a page's author wrote: with or without a slash at the end, or a file in it. */
export function archiveAddress(written: string | URL, base = baseAddress()): URL {
  const address = new URL(written, base);
  address.hash = "";
  address.search = "";
  const last = address.pathname.slice(address.pathname.lastIndexOf("/") + 1);
  const isFile = /\.(?:html?|m?js)$/i.test(last);
  if (last !== "" && !isFile) {
    address.pathname += "/";
  }
  return new URL(".", address);
}

/** The address of an archive's own page with a search in it; null on that page itself. */
export function ownPageOf(base: URL, query: string, here: string = location.href): string | null {
  const address = new URL("index.html", base);
  const [page] = here.split(/[?#]/);
  if (page === address.href || page === base.href) {
    return null;
  }
  if (query.trim() !== "") {
    address.search = new URLSearchParams({ q: query.trim() }).toString();
  }
  return address.href;
}

/** The same of one or several, each of them once. */
export function archiveAddresses(written: string | URL | readonly (string | URL)[]): URL[] {
  const addresses = [written].flat().map((one) => archiveAddress(one));
  return addresses.filter(({ href }, i) => addresses.findIndex((other) => other.href === href) === i);
}
