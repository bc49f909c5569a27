import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { bytesOf } from "../src/base85.ts";
import { folderOf, inflate, parse, storedLength } from "../src/envelope.ts";
import { textOf } from "./fake/base85.ts";
import { statement } from "./fake/statement.ts";

const HEADER = "dalil 1 terms-ab12 dictionary 0 0a1b2c3d";

test("a fetched file is taken apart and its payload comes back whole", async () => {
  const payload = new Uint8Array(200_000).map((_, i) => (i * i) % 251);
  const delivery = parse(statement(HEADER, payload), "terms-ab12/dictionary-0.js");
  assert.equal(delivery.header, HEADER);
  assert.deepEqual(await inflate(delivery.data, "file"), payload);
});

test("what refers to a primer comes back whole behind it, and not without it", async () => {
  const primer = new TextEncoder().encode("The harbour council has met again. ".repeat(228));
  const text = "The harbour council has met again, and so has the school board.";
  const data = textOf(deflateRawSync(text, { dictionary: primer }));
  assert.equal(new TextDecoder().decode(await inflate(data, "file", primer)), text);
  await assert.rejects(inflate(data, "file"), { code: "damaged" });
});

test("the stored length of a file is its length on the host", () => {
  const text = statement(HEADER, "some payload");
  assert.equal(storedLength(parse(text, "file")), text.length);
});

test("every byte comes back from base 85, however many there are", () => {
  const all = new Uint8Array(1_040).map((_, i) => (i * 37 + (i >> 3)) % 256);
  for (let length = 0; length < 9; length++) {
    assert.deepEqual(bytesOf(textOf(all.subarray(0, 1_024 + length))), all.slice(0, 1_024 + length));
    assert.deepEqual(bytesOf(textOf(all.subarray(0, length))), all.slice(0, length));
  }
});

test("half a file, a page of errors and a foreign script are called damaged, by name", () => {
  const whole = statement(HEADER, "some payload");
  for (const text of [whole.slice(0, whole.length / 2), "<!DOCTYPE html><title>404</title>", "alert(1)", ""]) {
    assert.throws(() => parse(text, "terms-ab12/dictionary-0.js"), { code: "damaged", message: /terms-ab12\/dictionary-0\.js/ });
  }
});

test("a payload that can't be unpacked is called damaged, by name", async () => {
  const { data } = parse(statement(HEADER, "a payload of some length, a payload of some length"), "file");
  for (const broken of [data.slice(0, 12), "!!!!", "AAAA"]) {
    await assert.rejects(inflate(broken, "terms-ab12/dictionary-0.js"), { code: "damaged", message: /dictionary-0\.js/ });
  }
});

test("a header names its folder", () => {
  assert.equal(folderOf("dalil 1 engine-ab12 manifest 0 0a1b2c3d"), "engine-ab12");
  assert.equal(folderOf("nonsense"), "");
});
