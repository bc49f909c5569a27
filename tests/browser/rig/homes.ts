/** The ways a reader comes to a site: from a static host, and from disk. */

import { pathToFileURL } from "node:url";

import type { Site } from "./archives.ts";
import { StaticServer } from "./static-server.ts";

/** Where a site is read. */
export interface Home {
  /** The address of a file of the site. */
  address(file: string): string;
  /** What was asked for in vain. */
  readonly missed: readonly string[];
  leave(): Promise<void>;
}

/** Ways to a site by name. */
export const HOMES = {
  served: async (site: Site): Promise<Home> => {
    const server = await StaticServer.start(site.root);
    return { address: (file) => new URL(file, server.address).href, missed: server.missed, leave: () => server.stop() };
  },
  "from disk": async (site: Site): Promise<Home> => {
    const root = pathToFileURL(`${site.root}/`);
    return { address: (file) => new URL(file, root).href, missed: [], leave: async () => undefined };
  },
} as const;

/** The names of the ways. */
export const HOME_NAMES = Object.keys(HOMES) as (keyof typeof HOMES)[];
