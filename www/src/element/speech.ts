/** Finds the words of the reader's language, which lie in a file of their own unless they are English. */

import { tags } from "dalil:language-tags";

import type { Box } from "../box/contract.ts";
import { pageLanguage } from "../page.ts";
import { chooseLanguage, languageOf } from "../strings/choose.ts";
import { Phrases } from "../strings/phrases.ts";
import { en, type Table } from "../strings/tables/en.ts";

/** The phrases to speak to the reader of this box in; English where the others can't be loaded. */
export async function phrasesFor({ element, load }: Box): Promise<Phrases> {
  const around = element.closest("[lang]")?.getAttribute("lang") ?? "";
  const tag = chooseLanguage([element.lang, around, pageLanguage(), ...navigator.languages], tags);
  const language = languageOf(tag);
  if (language === "en") {
    return new Phrases(tag, en);
  }
  try {
    const { table } = (await load(`words-${language}.js`)) as { table: Table };
    return new Phrases(tag, table);
  } catch {
    return new Phrases("en", en);
  }
}
