/** embed.js: the dialog in which a site's owner puts together the lines that bring this search to another page. */

import { embedTables } from "dalil:embed-words";

import type { Archive } from "../dalil.js";
import { dalil } from "../delivery.ts";
import { pageLanguage } from "../page.ts";
import { chooseLanguage, languageOf } from "../strings/choose.ts";
import type { EmbedTable } from "../strings/tables/en.ts";
import { EmbedDialog } from "./dialog.ts";

let dialog: EmbedDialog | null = null;

/** Opens the dialog of the archive in this folder. */
export function open(home: string): void {
  // Its button is in the language of the page.
  const tag = chooseLanguage([pageLanguage(), ...navigator.languages], Object.keys(embedTables));
  const words = embedTables[languageOf(tag)] as EmbedTable | undefined;
  if (words) {
    dialog ??= new EmbedDialog(home, words, languageOf(tag), () => sections(home));
    dialog.open();
  }
}

/** The archive's largest sections. */
async function sections(home: string): Promise<string[]> {
  const archive: Archive | undefined = await dalil().open?.(home);
  const answer = await archive?.search("", { limit: 1, facets: "exact" });
  return answer?.facets["section"]?.values.map(({ value }) => value) ?? [];
}
