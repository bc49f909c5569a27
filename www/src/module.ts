/** dalil.js: the JavaScript API as an ES module. */

import type * as api from "./dalil.js";
import { archiveAddress } from "./archive-address.ts";
import { openArchive } from "./bootstrap.ts";

export const open: typeof api.open = async (archive = import.meta.url) => openArchive(archiveAddress(archive));
