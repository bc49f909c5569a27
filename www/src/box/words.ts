/** What the box itself has to say, in each language. */

import { boxTables } from "dalil:languages";

import type { BOX_PHRASES } from "../strings/box-phrases.ts";
import { chooseLanguage, languageOf } from "../strings/choose.ts";

/** The phrases, with the language they are in. */
export type BoxWords = Record<(typeof BOX_PHRASES)[number], string> & { tag: string };

/** The box's phrases in the first of the wanted languages that there is a table for. */
export function speak(wanted: readonly string[]): BoxWords {
  const tag = chooseLanguage(wanted, Object.keys(boxTables));
  return { ...boxTables[languageOf(tag)], tag } as BoxWords;
}
