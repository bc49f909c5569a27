/** What a record itself holds under a name: an archive's own fields and words may be called `constructor`. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** What was really given: a page may have put anything on every object. */
export const ownOf = <T extends object>(given?: T): T => ({ __proto__: null, ...given }) as T;
