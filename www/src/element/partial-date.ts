/**
 * Reads what a reader types as a date: 2006, 2006-07, 2006-07-14, also with slashes, points, one-digit months and the digits of
 * Arabic and Persian. Gives it in ISO 8601, "" for nothing, null for what is no date.
 */
export function readPartialDate(typed: string): string | null {
  const text = typed.trim().replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  if (text === "") {
    return "";
  }
  const parts = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text);
  if (!parts) {
    return null;
  }
  const [, year = "", month, day] = parts;
  return exists(Number(year), Number(month ?? 1), Number(day ?? 1))
    ? [year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter((part) => part !== undefined).join("-")
    : null;
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
