/** Builds a Pagefind index of records: `node build-pagefind.mjs RECORDS FOLDER`. */

import { close, createIndex } from "pagefind";

import { articles } from "../records.mjs";

const [, , records = "", folder = ""] = process.argv;
const { index, errors } = await createIndex();
if (!index) {
  throw new Error(errors.join("; "));
}
for await (const { title, text, url, language } of articles(records)) {
  // On a page the title is a heading, so that its words are found; as metadata it is shown.
  const content = title === "" ? text : `${title}\n\n${text}`;
  const added = await index.addCustomRecord({ url, content, language, meta: title === "" ? {} : { title } });
  if (added.errors.length > 0) {
    throw new Error(`${url}: ${added.errors.join("; ")}`);
  }
}
const written = await index.writeFiles({ outputPath: folder });
if (written.errors.length > 0) {
  throw new Error(written.errors.join("; "));
}
await close();
