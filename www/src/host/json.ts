/** Writing JSON on a partner's page, whose libraries may have given all arrays a `toJSON` of their own, as Prototype.js did. */

/** The JSON of a value, whatever the page did to arrays. */
export function writeJson(value: unknown): string {
  const lists = Array.prototype as { toJSON?: unknown };
  const { toJSON } = lists;
  delete lists.toJSON;
  try {
    return JSON.stringify(value);
  } finally {
    if (toJSON) {
      lists.toJSON = toJSON;
    }
  }
}
