/** Which language to speak. */

/** The first of the wanted languages (BCP 47, the best first) there is a table for, with its region; else English. */
export function chooseLanguage(wanted: readonly string[], known: readonly string[]): string {
  return wanted.find((tag) => isWellFormed(tag) && known.includes(languageOf(tag))) ?? "en";
}

/** The language of a tag without region and script, as tables are named. */
export function languageOf(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}

function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
