/** Tables in Markdown, and numbers as people read them. */

/** A table; the first column is of words, the others are of numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Writes a value that may not have been measured. */
export type Format = (value: number) => string;

/** The value as text, or a dash. */
export function show(value: number | null | undefined, format: Format): string {
  return value === null || value === undefined ? "–" : format(value);
}

export const count: Format = (value) => grouped(value, value < 100 && !Number.isInteger(value) ? 1 : 0);
export const kilobytes: Format = (value) => `${grouped(value / 1000, value < 10_000 ? 1 : 0)} kB`;
export const megabytes: Format = (value) => `${grouped(value / 1e6, value < 100e6 ? 1 : 0)} MB`;
export const mebibytes: Format = (value) => `${grouped(value / 2 ** 20, value < 100 * 2 ** 20 ? 1 : 0)} MiB`;
export const milliseconds: Format = (value) => `${grouped(value, value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
export const seconds: Format = (value) => `${grouped(value, 1)} s`;
export const ratio: Format = (value) => value.toFixed(value < 0.1 ? 3 : 2);

function grouped(value: number, digits: number): string {
  return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
