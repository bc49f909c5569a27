/** Writing JSON on a partner's page, whose libraries may have given arrays and texts a `toJSON` of their own, as Prototype.js did. */

const CHANGED = [Object, Array, String, Number, Boolean].map(({ prototype }): object => prototype);

/** The JSON of a value, whatever the page did to the built-in prototypes, which are afterwards as they were. */
export function writeJson(value: unknown): string {
  const kept = CHANGED.map((prototype) => [prototype, Reflect.getOwnPropertyDescriptor(prototype, "toJSON")] as const);
  // One that the page has frozen stays.
  kept.forEach(([prototype, found]) => found && Reflect.deleteProperty(prototype, "toJSON"));
  try {
    return JSON.stringify(value);
  } finally {
    kept.forEach(([prototype, found]) => found && Reflect.defineProperty(prototype, "toJSON", found));
  }
}
