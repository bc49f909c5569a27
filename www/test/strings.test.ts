import assert from "node:assert/strict";
import { test } from "node:test";

import { ar } from "../src/strings/ar.ts";
import { en } from "../src/strings/en.ts";
import { Phrases } from "../src/strings/phrases.ts";

test("the first language there is a table for is spoken, English failing all", () => {
  assert.equal(new Phrases(["xx", "ar-EG", "en"]).lang, "ar-EG");
  assert.equal(new Phrases(["xx"]).lang, "en");
  assert.equal(new Phrases(["not a language!", "constructor"]).lang, "en");
  assert.equal(new Phrases(["ar"]).dir, "rtl");
});

test("every phrase has the same values to fill in, in every language", () => {
  const slots = (phrase: string): string[] => (phrase.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    const [english, arabic] = [en[key], ar[key]];
    if (typeof english === "string") {
      assert.deepEqual(slots(arabic as string), slots(english), key);
    } else {
      assert.deepEqual(slots((arabic as { other: string }).other), slots(english.other), key);
    }
  }
});

test("numbers ask for their plural form", () => {
  const english = new Phrases(["en"]);
  assert.equal(english.count("articles", 1), "1 article");
  assert.equal(english.count("articles", 1234), "1,234 articles");
  const arabic = new Phrases(["ar"]);
  assert.equal(arabic.count("articles", 2), "مقالان");
  assert.match(arabic.count("articles", 5), /مقالات$/);
});

test("dates are told as precisely as they are known, in the Gregorian calendar", () => {
  const english = new Phrases(["en"]);
  assert.equal(english.date("2006"), "2006");
  assert.equal(english.date("2006-07"), "July 2006");
  assert.equal(english.date("2006-07-14"), "July 14, 2006");
  assert.equal(english.date("2006-07-14T23:30:00-05:00"), "July 14, 2006");
  assert.equal(english.date("0099"), "99");
  assert.equal(english.date("spring"), "spring");
  assert.match(new Phrases(["ar-u-ca-islamic"]).date("2006-07"), /2006|٢٠٠٦/);
});

test("quoted words are isolated, so that one of the other direction doesn't reorder the sentence", () => {
  assert.equal(new Phrases(["en"]).quoted(["a", "سفارة"]), "“\u2068a\u2069” and “\u2068سفارة\u2069”");
});

test("a phrase comes in parts, so that what fills it can be drawn in its own direction", () => {
  const english = new Phrases(["en"]);
  assert.deepEqual(english.parts("instead", { from: 7 }), ["Search for ", 7, " instead"]);
  const elements = english.list(["a", "سفارة"], "disjunction").map(({ type, value }) => (type === "element" ? `<${value}>` : value));
  assert.equal(elements.join(""), "<a> or <سفارة>");
});

test("years are shown as years, and languages by their names", () => {
  const english = new Phrases(["en"]);
  assert.deepEqual([english.field("year"), english.value("year", "2003"), english.value("language", "ar"), english.value("topic", "ar")], ["Year", "2003", "Arabic", "ar"]);
  assert.equal(new Phrases(["ar"]).field("year"), "السنة");
});

test("fields of an archive's own keep their names", () => {
  assert.equal(new Phrases(["ar"]).field("section"), "القسم");
  assert.equal(new Phrases(["en"]).field("news_desk"), "News desk");
});
