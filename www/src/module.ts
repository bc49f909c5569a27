/** dalil.js: the JavaScript API as an ES module. */

import type * as api from "./dalil.js";
import { archiveAddress, archiveAddresses } from "./archive-address.ts";
import { livesIn, openArchives } from "./bootstrap.ts";

const home = archiveAddress(import.meta.url);
livesIn(home);

export const open: typeof api.open = async (archive = home) => openArchives(archiveAddresses(archive));
