/** Which pictures are shown: each one is a request, and tells its host that somebody found this article. */

/** None, those that lie where the reader is anyway, or those of any host. */
export type PictureChoice = "none" | "own" | "all";

/** Smaller pictures are lines, buttons and counters. */
const SMALLEST = 40;

/** What the attribute asks for; without it a search page shows its own pictures and a partner's page none. Nobody who saves data gets any. */
export function wantedPictures(attribute: string | null | undefined, isPage: boolean, reader: Reader = browser()): PictureChoice {
  if (reader.savesData) {
    return "none";
  }
  const wanted = attribute ?? (isPage ? "own" : "none");
  return wanted === "none" || wanted === "all" ? wanted : "own";
}

/** What is known of the reader's line. */
export interface Reader {
  readonly savesData: boolean;
}

interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

function browser(): Reader {
  const { connection } = navigator as { connection?: Connection };
  const isSlow = connection?.effectiveType?.endsWith("2g") === true;
  return { savesData: connection?.saveData === true || isSlow || matchMedia("(prefers-reduced-data: reduce)").matches };
}

/** The picture's address where it may be loaded: from the archive's own host, or from any. */
export function shownPicture(picture: string | null, base: URL, choice: PictureChoice): string | null {
  if (picture === null || choice === "none") {
    return null;
  }
  const { protocol, host } = new URL(picture);
  return choice === "all" || (protocol === base.protocol && host === base.host) ? picture : null;
}

/** A picture that can't be had, or is none, leaves its place empty: nothing else moves. */
export function judgePicture(event: Event): void {
  const picture = event.currentTarget as HTMLImageElement;
  const isSmall = picture.naturalWidth < SMALLEST || picture.naturalHeight < SMALLEST;
  picture.style.visibility = event.type === "error" || isSmall ? "hidden" : "visible";
}
