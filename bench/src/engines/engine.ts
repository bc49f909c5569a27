/** What is measured of each engine. */

/** An engine under measurement. */
export interface Engine {
  /** Its folder on the host and its column in tables. */
  name: EngineName;
  title: string;
  version: string;
  /** The command that builds an archive of the records in a file into a folder. */
  build(records: string, folder: string): readonly string[];
  /** The script of a page that opens the archive in its own folder and searches it. */
  page(): Promise<string>;
  /** What a file of the archive is, by its path: engine, dictionary, text ... */
  kindOf(path: string): string;
  /** The kinds that a visitor loads whatever is asked. */
  startUp: readonly string[];
}

export const ENGINE_NAMES = ["dalil", "pagefind", "minisearch"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];
