import assert from "node:assert/strict";
import { test } from "node:test";

import { rounds } from "../src/rounds.ts";

const span = (began: number, ended: number): { began: number; ended: number } => ({ began, ended });

test("requests under way at the same time share a round", () => {
  assert.equal(rounds([span(0, 150), span(10, 170), span(149, 300)]), 1);
});

test("a request that begins after another has ended is a round more", () => {
  assert.equal(rounds([span(0, 150), span(150, 300), span(305, 460)]), 3);
});

test("of two chains the longer counts", () => {
  const long = span(0, 500);
  assert.equal(rounds([long, span(0, 150), span(160, 310), span(320, 470)]), 3);
});

test("the order in which requests are told of changes nothing", () => {
  const spans = [span(320, 470), span(0, 500), span(160, 310), span(0, 150)];
  assert.equal(rounds(spans), rounds([...spans].reverse()));
});

test("without a request there is no round", () => {
  assert.equal(rounds([]), 0);
});
