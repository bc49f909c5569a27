/** Speaks to the reader: phrases, numbers, dates and lists in one language. */

import type { Plural, Table } from "./tables/en.ts";

type Phrase = { [Key in keyof Table]: Table[Key] extends string ? Key : never }[keyof Table];
type PluralPhrase = Exclude<keyof Table, Phrase>;
type Values = Record<string, string | number>;

const QUOTES = /["\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]/;

/** The phrases of one language. */
export class Phrases {
  /** BCP 47. */
  readonly lang: string;
  readonly dir: string;
  readonly #table: Table;
  readonly #formatters = new Map<string, unknown>();

  /** `lang` is the language of the table, with the reader's region where that is known. */
  constructor(lang: string, table: Table) {
    this.lang = lang;
    this.#table = table;
    this.dir = table.dir;
  }

  /** Each makes ready what will soon be needed: a first formatter of its kind may take a browser longer than to draw an answer. */
  readonly preparations: readonly (() => unknown)[] = [
    () => this.#plural(),
    () => this.number(1),
    () => this.date("2006-07-14"),
    () => this.list(["a", "b"], "conjunction"),
  ];

  /** A phrase with its values. */
  say(key: Phrase, values: Values = {}): string {
    return fill(this.#table[key], values);
  }

  /** A phrase in parts, whose values may be anything that can be drawn. */
  parts<T>(key: Phrase, values: Record<string, T>): (string | T)[] {
    return this.#table[key].split(/\{(\w+)\}/).map((part, i) => (i % 2 === 1 ? (values[part] ?? part) : part));
  }

  /** A phrase in the form a number asks for; `{n}` in it is the number. */
  count(key: PluralPhrase, n: number, values: Values = {}): string {
    const forms: Plural = this.#table[key];
    return fill(forms[this.#plural().select(n)] ?? forms.other, { n: this.number(n), ...values });
  }

  /** A number with this language's digits and grouping. */
  number(n: number): string {
    return this.#kept("number", () => new Intl.NumberFormat(this.lang)).format(n);
  }

  /** A date of year, month or day precision; as it was written where it isn't one. */
  date(iso: string): string {
    return this.#date(iso, "long");
  }

  /** The same in few letters: a year, or a month without its year unless that begins with it. */
  mark(iso: string): string {
    return iso.length > 4 && !iso.endsWith("-01") ? this.#date(iso, "short", false) : this.#date(iso.slice(0, 4), "short");
  }

  #date(iso: string, month: "long" | "short", withYear = true): string {
    const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|[T ])/.exec(iso);
    if (!parts) {
      return iso;
    }
    const date = new Date(0);
    date.setUTCFullYear(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1));
    // News is dated by the Gregorian calendar, whichever one the locale prefers.
    const precision: Intl.DateTimeFormatOptions = { timeZone: "UTC", calendar: "gregory" };
    if (withYear) {
      precision.year = "numeric";
    }
    if (parts[2]) {
      precision.month = month;
    }
    if (parts[3]) {
      precision.day = "numeric";
    }
    return this.#kept(Object.entries(precision).join(), () => new Intl.DateTimeFormat(this.lang, precision)).format(date);
  }

  #plural(): Intl.PluralRules {
    return this.#kept("plural", () => new Intl.PluralRules(this.lang));
  }

  /** To make a formatter takes a hundred times as long as to use it. */
  #kept<T>(name: string, make: () => T): T {
    const known = this.#formatters.get(name) ?? make();
    this.#formatters.set(name, known);
    return known as T;
  }

  /** Words in quotation marks, as a list: “a”, “b” and “c”; what has some already is left as it was written. */
  quoted(words: readonly string[]): string {
    return this.list(words.map((word) => this.#quote(word)), "conjunction").map(({ value }) => value).join("");
  }

  /** The elements of a list and what stands between them. */
  list(words: readonly string[], type: "conjunction" | "disjunction"): { type: "element" | "literal"; value: string }[] {
    return this.#kept(type, () => new Intl.ListFormat(this.lang, { type })).formatToParts(words);
  }

  // The isolates keep a word of the other direction from reordering the sentence around it.
  #quote(word: string): string {
    const isolated = `\u2068${word}\u2069`;
    return QUOTES.test(word) ? isolated : this.say("quoted", { word: isolated });
  }

  /** A value of a field as it is shown. */
  value(field: string, value: string): string {
    return field === "language" ? this.#languageName(value) : field === "year" ? this.date(value) : value;
  }

  #languageName(tag: string): string {
    try {
      return this.#kept("languages", () => new Intl.DisplayNames(this.lang, { type: "language" })).of(tag) ?? tag;
    } catch {
      return tag;
    }
  }

  /** The heading of a field's filter; an archive's own fields keep their names. */
  field(name: string): string {
    switch (name) {
      case "section":
      case "source":
      case "byline":
      case "language":
      case "year":
        return this.say(name);
      default:
        return name.charAt(0).toLocaleUpperCase(this.lang) + name.slice(1).replaceAll("_", " ");
    }
  }
}

function fill(phrase: string, values: Values): string {
  return phrase.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot));
}
