import type { ArchiveName, Place } from "../dalil.js";

/** A place as a reader is shown it. */
export interface NamedPlace extends Place {
  readonly name: string;
}

/** Names the further places of an article: by their hosts where these tell them apart, else by their paths. */
export function namedPlaces(places: readonly Place[], url: string | null): NamedPlace[] {
  const hosts = places.map((place) => hostOf(place.url));
  const own = hostOf(url);
  return places.map((place, i): NamedPlace => {
    const host = hosts[i];
    const tells = host && host !== own && hosts.indexOf(host) === hosts.lastIndexOf(host);
    return { ...place, name: tells ? host : place.id };
  });
}

/** What one of several archives is called, if only by its address. */
export function archiveName({ title, address }: ArchiveName): string {
  return title ?? (hostOf(address) + new URL(address).pathname).replace(/\/$/, "");
}

/** "" for what lies on a disk or nowhere. */
function hostOf(address: string | null): string {
  return address === null ? "" : new URL(address).host.replace(/^www\./, "");
}
