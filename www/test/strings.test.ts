import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

import { browseWords } from "../browse-words.ts";
import { chooseLanguage } from "../src/strings/choose.ts";
import { Phrases } from "../src/strings/phrases.ts";
import { ar } from "../src/strings/tables/ar.ts";
import { browse, embed, en, type BrowseTable, type Plural, type Table } from "../src/strings/tables/en.ts";

/** Every language there is a file for, as the build finds them. */
const TABLES: Record<string, Table> = {};
const EMBED: Record<string, Record<string, string>> = {};
const BROWSE: Record<string, BrowseTable> = {};
for (const file of readdirSync(new URL("../src/strings/tables/", import.meta.url))) {
  const { browse: pages, embed: dialog, ...table } = (await import(`../src/strings/tables/${file}`)) as Record<string, Table> & { browse: BrowseTable; embed: Record<string, string> };
  Object.assign(TABLES, table);
  EMBED[file.replace(".ts", "")] = dialog;
  BROWSE[file.replace(".ts", "")] = pages;
}
const english = new Phrases("en", en);

test("the first wanted language there is a table for is spoken, with its region, English failing all", () => {
  const choose = (...wanted: string[]): string => chooseLanguage(wanted, Object.keys(TABLES));
  assert.equal(choose("xx", "ar-EG", "en"), "ar-EG");
  assert.equal(choose("FR-ca"), "FR-ca");
  for (const nonsense of ["xx", "not a language!", "constructor", ""]) {
    assert.equal(choose(nonsense), "en");
  }
});

test("every phrase has the same values to fill in, in every language", () => {
  const slots = (phrase: string): string[] => [...new Set(phrase.match(/\{\w+\}/g) ?? [])].sort();
  for (const [tag, table] of Object.entries(TABLES)) {
    assert.deepEqual(Object.keys(table).sort(), Object.keys(en).sort(), tag);
    for (const key of Object.keys(en) as (keyof Table)[]) {
      const [own, model] = [table[key], en[key]] as [string | Plural, string | Plural];
      const [said, meant] = [own, model].map((phrase) => (typeof phrase === "string" ? phrase : phrase.other));
      assert.deepEqual(slots(said ?? ""), slots(meant ?? ""), `${tag}: ${key}`);
    }
  }
});

test("the dialog for other sites says everything in every language", () => {
  for (const [tag, table] of Object.entries(EMBED)) {
    assert.deepEqual(Object.keys(table).sort(), Object.keys(embed).sort(), tag);
    assert.ok(Object.values(table).every((phrase) => phrase.length > 1), tag);
  }
});

test("what pages without scripts say has the same values to fill in, in every language", () => {
  const slots = (phrase: string): string[] => (phrase.match(/\{\w+\}/g) ?? []).sort();
  for (const [tag, table] of Object.entries(BROWSE)) {
    for (const key of Object.keys(browse) as (keyof BrowseTable)[]) {
      assert.deepEqual(slots(table[key]), slots(browse[key]), `${tag}: ${key}`);
    }
  }
});

test("the builder is told how a language writes months, days and numbers", () => {
  const words = JSON.parse(browseWords("en", en, browse)) as Record<string, unknown>;
  const [months, days, weekdays] = [words["months"], words["days"], words["weekdays"]] as string[][];
  assert.deepEqual([months?.[6], days?.[6], weekdays?.[0]], ["July {year}", "{weekday}, July {day}", "Monday"]);
  assert.deepEqual([words["digits"], words["group"], words["grouped"]], [[..."0123456789"], ",", 1_000]);
});

test("a plural phrase names its number in every form that stands for more than one number", () => {
  for (const [tag, table] of Object.entries(TABLES)) {
    const rules = new Intl.PluralRules(tag);
    for (const [key, forms] of Object.entries(table).filter((entry): entry is [string, Plural] => typeof entry[1] !== "string")) {
      for (const n of [3, 11, 100].filter(() => forms.other.includes("{n}"))) {
        assert.match(forms[rules.select(n)] ?? forms.other, /\{n\}/, `${tag}: ${key}`);
      }
    }
  }
});

test("numbers ask for their plural form", () => {
  assert.equal(english.count("articles", 1), "1 article");
  assert.equal(english.count("articles", 1234), "1,234 articles");
  const arabic = new Phrases("ar", ar);
  assert.equal(arabic.count("articles", 2), "مقالان");
  assert.match(arabic.count("articles", 5), /مقالات$/);
});

test("dates are told as precisely as they are known, in the Gregorian calendar", () => {
  assert.equal(english.date("2006"), "2006");
  assert.equal(english.date("2006-07"), "July 2006");
  assert.equal(english.date("2006-07-14"), "July 14, 2006");
  assert.equal(english.date("2006-07-14T23:30:00-05:00"), "July 14, 2006");
  assert.equal(english.date("0099"), "99");
  assert.equal(english.date("spring"), "spring");
  assert.match(new Phrases("ar-u-ca-islamic", ar).date("2006-07"), /2006|٢٠٠٦/);
});

test("marks on an axis say a year, and of other months the month", () => {
  assert.deepEqual(["2006", "2006-01", "2006-07"].map((date) => english.mark(date)), ["2006", "2006", "Jul"]);
});

test("quoted words are isolated, so that one of the other direction doesn't reorder the sentence", () => {
  assert.equal(english.quoted(["a", "سفارة"]), "“\u2068a\u2069” and “\u2068سفارة\u2069”");
});

test("a query that has quotation marks gets no others around it", () => {
  assert.equal(english.quoted(['"a b" c']), '\u2068"a b" c\u2069');
});

test("a phrase comes in parts, so that what fills it can be drawn in its own direction", () => {
  assert.deepEqual(english.parts("instead", { from: 7 }), ["Search for ", 7, " instead"]);
  const elements = english.list(["a", "سفارة"], "disjunction").map(({ type, value }) => (type === "element" ? `<${value}>` : value));
  assert.equal(elements.join(""), "<a> or <سفارة>");
});

test("years are shown as years, and languages by their names", () => {
  assert.deepEqual([english.field("year"), english.value("year", "2003"), english.value("language", "ar"), english.value("topic", "ar")], ["Year", "2003", "Arabic", "ar"]);
  assert.equal(new Phrases("ar", ar).field("year"), "السنة");
});

test("fields of an archive's own keep their names", () => {
  assert.equal(new Phrases("ar", ar).field("section"), "القسم");
  assert.equal(english.field("news_desk"), "News desk");
});
