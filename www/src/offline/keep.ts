/** What of an archive is kept for readers without a network, and when what is kept is given. */

import { inflate, parse } from "../envelope.ts";

/** What a service worker has. */
export interface Keeping {
  /** The address of the archive's folder. */
  scope: string;
  open(): Promise<Cache>;
  fetch(request: Request): Promise<Response>;
}

/** A file in a folder that is named by its contents. */
const LASTING = /^[^/]*-[0-9a-hjkmnp-tv-z]{12}\/[^/]+\.js$/;
/** A file at the top, or a page that lists articles. */
const ENTRY = /^(?:browse\/)?[^/]*$/;

/** The answer to a request; null for what is not the archive's. `later` is told of work that may go on after it. */
export function answer(request: Request, keeping: Keeping, later: (work: Promise<unknown>) => void): Promise<Response> | null {
  const path = pathOf(request.url, keeping);
  if (request.method !== "GET" || path === null) {
    return null;
  }
  if (LASTING.test(path)) {
    return lasting(request, path, keeping, later);
  }
  return ENTRY.test(path) ? entry(request, path, keeping, later) : null;
}

/** Fetches files and keeps them, as far as they can be had; what is there already stays. */
export async function prepare(files: readonly string[], keeping: Keeping): Promise<void> {
  const cache = await keeping.open();
  await Promise.all(
    files.map(async (file) => {
      const address = new URL(file, keeping.scope).href;
      const path = pathOf(address, keeping);
      if (path !== null && (LASTING.test(path) || ENTRY.test(path)) && !(await cache.match(keyOf(path, keeping)))) {
        const response = await keeping.fetch(new Request(address)).catch(() => null);
        await keep(response, path, keeping);
      }
    }),
  );
}

/** A lasting file is the same for ever; only who doubts what was kept asks past it. */
async function lasting(request: Request, path: string, keeping: Keeping, later: (work: Promise<unknown>) => void): Promise<Response> {
  const doubted = request.cache === "reload" || new URL(request.url).search !== "";
  const kept = doubted ? undefined : await (await keeping.open()).match(keyOf(path, keeping));
  if (kept) {
    return kept;
  }
  const response = await keeping.fetch(request);
  later(keep(response.clone(), path, keeping));
  return response;
}

/** Files at the top change in place: what the host has comes first. */
async function entry(request: Request, path: string, keeping: Keeping, later: (work: Promise<unknown>) => void): Promise<Response> {
  try {
    const response = await keeping.fetch(request);
    later(keep(response.clone(), path, keeping));
    return response;
  } catch (error) {
    const kept = await (await keeping.open()).match(keyOf(path, keeping));
    if (kept) {
      return kept;
    }
    throw error;
  }
}

async function keep(response: Response | null, path: string, keeping: Keeping): Promise<void> {
  // Who is led elsewhere, to a login for instance, has no file of the archive.
  if (response?.status !== 200 || response.redirected) {
    return;
  }
  const cache = await keeping.open();
  const manifest = path === "manifest.js" ? await response.clone().text() : null;
  await cache.put(keyOf(path, keeping), response);
  if (manifest !== null) {
    await removeOld(manifest, cache, keeping);
  }
}

/** Removes what belongs to folders that the newest manifest no longer names. */
async function removeOld(manifest: string, cache: Cache, keeping: Keeping): Promise<void> {
  let text: string;
  try {
    text = new TextDecoder().decode(await inflate(parse(manifest, "manifest.js").data, "manifest.js"));
  } catch {
    return;
  }
  for (const { url } of await cache.keys()) {
    const path = pathOf(url, keeping);
    if (path !== null && LASTING.test(path) && !text.includes(`"${path.split("/")[0]}"`)) {
      await cache.delete(url);
    }
  }
}

/** A file's path in the archive, whatever was asked with it; null for files elsewhere. */
function pathOf(url: string, { scope }: Keeping): string | null {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  return address.startsWith(scope) ? address.slice(scope.length) : null;
}

function keyOf(path: string, { scope }: Keeping): string {
  return scope + path;
}
