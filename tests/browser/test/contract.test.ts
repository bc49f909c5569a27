/**
 * widget.js and view.js may be of two versions, either the older one: what they say to each other can only grow. A field named here that
 * goes missing, or means something else, breaks pages that nobody can mend: add, don't change.
 */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { after, before, test } from "node:test";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;

/** What a view of the first version is handed. */
const BOX = {
  element: "DALIL-SEARCH",
  root: "ShadowRoot",
  frame: "DIV",
  form: "FORM",
  field: "DIV",
  input: "INPUT",
  place: "DIV",
  base: "string",
  ownsAddress: "boolean",
  submitted: "boolean",
  open: "function",
  load: "function",
};

const VIEW = `Dalil.deliver("dalil 1 view", "", function () {
  return { attach(box) { window.box = box; window.attached = (window.attached || 0) + 1; return { detach() { window.detached = true; } }; } };
});`;

/** A box as the first version of widget.js makes it, without the rest of that version. */
const OLD_BOX = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Old</title>
<dalil-search mode="page"></dalil-search>
<script src="widget.js"></script>
<script>
  // The element is defined by now; what an older one would do is done by hand, on an element of its own.
  const element = document.createElement("section");
  element.id = "old";
  document.body.append(element);
  const root = element.attachShadow({ mode: "open" });
  root.innerHTML = '<div part="root"><search><form role="search"><label for="query" class="unseen">Search</label><div class="field" part="field">' +
    '<input id="query" type="search" part="input"><button type="button" class="clear"></button></div><button type="submit">Search</button></form></search><div></div></div>';
  const frame = root.firstChild;
  const form = root.querySelector("form");
  form.addEventListener("submit", (event) => event.preventDefault());
  Dalil.deliver = function () { Dalil.delivered = arguments; };
  const script = document.createElement("script");
  script.src = "FOLDER/view.js";
  script.onload = () => {
    const [, , factory] = Dalil.delivered;
    window.old = factory().attach({
      element, root, frame, form,
      field: root.querySelector(".field"),
      input: root.querySelector("input"),
      place: frame.lastChild,
      base: new URL(".", location.href).href,
      ownsAddress: false,
      submitted: false,
      open: () => Dalil.open(),
      load: () => Promise.reject(new Error("no further file")),
    });
  };
  document.head.append(script);
</script>`;

/** What the first version of the bootstrap does with an archive, by hand: these calls hold for ever. */
const OLD_BOOTSTRAP = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Old bootstrap</title><script>
  window.Dalil = { deliver() { Dalil.delivered = arguments; } };
  const run = (path) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve(Dalil.delivered);
    script.onerror = reject;
    script.src = path;
    document.head.append(script);
  });
  window.old = (async () => {
    const [header, data] = await run("manifest.js");
    const folder = header.split(" ")[2];
    const [engineHeader, engineData, factory] = await run(folder + "/engine.js");
    return factory().connect({ base: new URL(".", location.href).href, manifest: { header, data }, engine: { header: engineHeader, data: engineData } });
  })();
</script>`;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  const folder = (await readdir(archive.folder)).find((name) => name.startsWith("engine-")) ?? "";
  host.pages.set("/old-bootstrap.html", OLD_BOOTSTRAP);
  host.pages.set("/old.html", OLD_BOX.replace("FOLDER", folder));
  host.pages.set("/other/manifest.js", `Dalil.deliver("dalil 1 engine-0 manifest 0 00000000","");\n`);
  host.pages.set("/other/engine-0/view.js", VIEW);
  host.pages.set("/new.html", `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>New</title>
    <script src="widget.js"></script><dalil-search mode="page" archive="other/"></dalil-search>`);
});

after(async () => {
  await host.stop();
  await archive.remove();
});

inEachBrowser((browser) => {
  test("a script of the first version opens the archive and searches it", async () => {
    const { driver } = browser();
    await driver.get(host.address("old-bootstrap.html"));
    const answer = await driver.executeAsyncScript<string>(`const done = arguments[0]; old.then((archive) => archive.search("lighthouse")).then((answer) => done(JSON.stringify(answer)), (error) => done(String(error)))`);
    const { total, hits } = await archive.search("lighthouse");
    const told = JSON.parse(answer) as { total: number; hits: { id: string }[] };
    assert.deepEqual([told.total, told.hits.map(({ id }) => id)], [total, hits.map(({ id }) => id)]);
  });

  test("the box hands all of itself to whatever view an archive brings, and takes itself back", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(host.address("new.html?q=harbour"));
    const box = await page.until("the view is attached", () =>
      page.driver.executeScript<Record<string, string> | false>(`
        const { box } = window;
        const kind = (thing) => thing instanceof ShadowRoot ? "ShadowRoot" : thing instanceof Element ? thing.nodeName : typeof thing;
        return box ? Object.fromEntries(Object.entries(box).map(([name, thing]) => [name, kind(thing)])) : false`),
    );
    for (const [name, kind] of Object.entries(BOX)) {
      assert.equal(box[name], kind, name);
    }
    assert.deepEqual(await page.driver.executeScript("return [box.base, box.ownsAddress, box.input.value, attached]"), [host.address("other/"), true, "harbour", 1]);
    await page.driver.executeScript("box.element.remove()");
    assert.equal(await page.driver.executeScript("return window.detached"), true);
  });

  test("the view serves a box that has nothing but what the first version had, and leaves it as it was", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(host.address("old.html"));
    const text = (selector: string) =>
      page.driver.executeScript<string>(`return document.getElementById("old").shadowRoot.querySelector(arguments[0])?.textContent ?? ""`, selector);
    await page.until("the view is attached", () => page.driver.executeScript<boolean>("return document.getElementById('old').shadowRoot.querySelector('.stage') !== null"));
    await page.driver.executeScript(`
      const input = document.getElementById("old").shadowRoot.querySelector("input");
      input.value = "lighthouse";
      input.dispatchEvent(new InputEvent("input"));`);
    await page.until("it is answered", async () => (await text("#summary")).startsWith("3 articles"));
    await page.driver.executeScript("old.detach()");
    assert.equal(await text("#summary"), "");
    assert.deepEqual(
      await page.driver.executeScript(`
        const input = document.getElementById("old").shadowRoot.querySelector("input");
        return [input.value, input.hasAttribute("role"), input.hasAttribute("aria-expanded")]`),
      ["lighthouse", false, false],
    );
  });
});
