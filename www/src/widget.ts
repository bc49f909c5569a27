/** widget.js: one classic script that brings `<dalil-search>` and, for pages that can't import modules, `Dalil.open()`. */

import { archiveAddress, archiveAddresses } from "./archive-address.ts";
import { livesIn, openArchives } from "./bootstrap.ts";
import { defineSearchElement } from "./box/define.ts";
import { dalil } from "./delivery.ts";
import { prepareOwnPage } from "./own-page.ts";
import { baseAddress, currentScript } from "./page.ts";

// Inlined or moved about by a bundler, the script has no address of its own: then the archive is taken to lie beside the page.
const home = archiveAddress(currentScript()?.src || baseAddress());
livesIn(home);

dalil().open ??= async (archive = home) => openArchives(archiveAddresses(archive));
prepareOwnPage(home);
defineSearchElement(home);
