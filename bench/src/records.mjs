/**
 * Records as `dalil build` reads them, one JSON object a line. Plain JavaScript, so that the processes whose cost is measured load
 * nothing to read it.
 */

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/**
 * What the engines are given of a record; `url` is where a hit leads to.
 * @typedef {{ id: string, title: string, text: string, url: string, language: string }} Article
 */

/**
 * The articles of a file, in its order.
 * @param {string} file
 * @returns {AsyncGenerator<Article>}
 */
export async function* articles(file) {
  let number = 0;
  for await (const line of lines(file)) {
    number += 1;
    const article = readRecord(JSON.parse(line), number);
    if (article) {
      yield article;
    }
  }
}

/**
 * The lines of a file that are not empty.
 * @param {string} file
 */
export async function* lines(file) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") {
      yield line;
    }
  }
}

/**
 * The article of a record, or null where it has neither title nor text, which Dalil leaves out too.
 * @param {Record<string, unknown>} record
 * @param {number} number which record of its file it is, from 1 on
 * @returns {Article | null}
 */
export function readRecord(record, number) {
  /** @param {string} name */
  const field = (name) => (typeof record[name] === "string" ? record[name].trim() : "");
  const id = record["id"] === undefined ? `line-${number}` : String(record["id"]);
  const title = field("title");
  const text = field("text") || field("html").replace(/<[^>]*>/g, " ");
  if (title === "" && text === "") {
    return null;
  }
  return { id, title, text, url: field("url") || `/articles/${encodeURIComponent(id)}`, language: field("language") || "en" };
}
