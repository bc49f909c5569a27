/** Nothing that is read becomes code: neither what we write nor what the build makes of it has a way to. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** Where a text is taken for markup or for a script. */
const WAYS = [
  /\b(?:inner|outer)HTML\b/, /\binsertAdjacentHTML\b/, /\bdocument\.write/, /\bsetHTML/, /\bparseFromString\b/, /\bparseHTML/, /\bcreateContextualFragment\b/, /\bsrcdoc\b/,
  /\beval\s*\(/, /\bnew Function\b/, /(?:^|[^.\w])Function\s*\(/, /\bunsafe(?:HTML|SVG|MathML|Static|CSS)\b/, /setTimeout\(\s*["'`]/, /\bsetInterval\(\s*["'`]/,
  /\bimport\s*\((?!\s*["'])/, /\bscript\.(?:text|innerText|textContent)\s*=/, /javascript:/i,
];

/** What has to: lit makes a template of the strings in our own sources, and a page that holds an archive whole runs the scripts in it. */
const ALLOWED: Record<string, readonly string[]> = { "src/single.ts": ["script.text ="], "dist/view.js": ["innerHTML"] };

function files(folder: string, ending: string): string[] {
  const names = readdirSync(new URL(`../${folder}/`, import.meta.url), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}

/** Every such place in a text. */
function found(text: string): string[] {
  return WAYS.flatMap((way) => [...text.matchAll(new RegExp(way, `${way.flags}g`))].map(([place]) => place));
}

for (const [folder, ending] of [["src", ".ts"], ["dist", ".js"], ["src", ".html"], ["dist", ".html"]] as const) {
  test(`no text becomes markup or a script in ${folder}/**/*${ending}`, () => {
    const all = files(folder, ending);
    assert.ok(all.length > 0);
    for (const name of all) {
      assert.deepEqual(found(readFileSync(new URL(`../${name}`, import.meta.url), "utf8")), ALLOWED[name] ?? [], name);
    }
  });
}

test("the search sees each of them", () => {
  for (const text of ["a.innerHTML = b", "eval (a)", "new Function(a)", "unsafeHTML(a)", "document.write(a)", "import(a)", 'href="javascript:a"', "setTimeout('a')"]) {
    assert.equal(found(text).length > 0, true, text);
  }
});

test("nothing goes through what an object inherits, where a page may have put anything", () => {
  for (const name of [...files("src", ".ts"), ...files("dist", ".js")]) {
    assert.doesNotMatch(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"), /\bfor\s*\((?:var|let|const) \w+ in \b/, name);
  }
});
