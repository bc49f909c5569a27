/** Writing JSON on a partner's page, whose libraries may have given arrays and texts a `toJSON` of their own, as Prototype.js did. */

/** The JSON of a value, whatever the page did to the built-in prototypes, which are afterwards as they were. */
export function writeJson(value: unknown): string {
  const kept = [Object, Array, String, Number, Boolean].map(({ prototype }): [object, PropertyDescriptor | undefined] => {
    const found = Object.getOwnPropertyDescriptor(prototype, "toJSON");
    // One that the page has frozen stays.
    Reflect.deleteProperty(prototype, "toJSON");
    return [prototype, found];
  });
  try {
    return JSON.stringify(value);
  } finally {
    kept.forEach(([prototype, found]) => found && Reflect.defineProperty(prototype, "toJSON", found));
  }
}
