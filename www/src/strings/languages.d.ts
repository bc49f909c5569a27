/** What the build finds in `strings/`: a file for each language, and nothing else has to be told of a new one. */
declare module "dalil:languages" {
  /** By language: what the box says. */
  export const boxTables: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The languages there is a table for. */
declare module "dalil:language-tags" {
  export const tags: readonly string[];
}

/** By language: what the dialog says that offers the search to other sites. */
declare module "dalil:embed-words" {
  export const embedTables: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
