/** dalil.js: the JavaScript API as an ES module. */

import type * as api from "./dalil.js";
import { archiveAddress } from "./archive-address.ts";
import { livesIn, openArchive } from "./bootstrap.ts";

const home = archiveAddress(import.meta.url);
livesIn(home);

export const open: typeof api.open = async (archive = home) => openArchive(archiveAddress(archive));
