/** The widget on a page that means it ill, and a page that trusts nobody: neither reads, tells or breaks anything of the other's. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Key } from "selenium-webdriver";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;
let partner: Host;

/** Notes whoever touches what is the page's own: its cookies, what it stores, its fields, its address, its lines to elsewhere. */
const TRIPWIRES = `<script>
  window.touched = [];
  window.failed = [];
  addEventListener("error", (event) => failed.push(event.message));
  addEventListener("unhandledrejection", (event) => failed.push(String(event.reason)));
  const note = (what) => (touched.push(what), true);
  const wire = (owner, name, what, unless = () => false) => {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (!found) return;
    const around = (real) => real && function (...given) { if (!unless(this)) note(what); return real.apply(this, given); };
    Object.defineProperty(owner, name, "value" in found ? { ...found, value: around(found.value) } : { ...found, get: around(found.get), set: around(found.set) });
  };
  const isOurs = (element) => element.getRootNode() instanceof ShadowRoot;
  wire(Document.prototype, "cookie", "cookie");
  for (const name of ["getItem", "setItem", "removeItem", "key"]) wire(Storage.prototype, name, "storage");
  wire(IDBFactory.prototype, "open", "indexedDB");
  for (const name of ["pushState", "replaceState"]) wire(History.prototype, name, "history");
  wire(HTMLInputElement.prototype, "value", "a field's value", isOurs);
  wire(HTMLTextAreaElement.prototype, "value", "a text's value", isOurs);
  wire(window, "fetch", "fetch");
  wire(window, "open", "a window");
  wire(XMLHttpRequest.prototype, "open", "XMLHttpRequest");
  wire(Navigator.prototype, "sendBeacon", "beacon");
  wire(window, "WebSocket", "WebSocket");
  wire(window, "postMessage", "postMessage");
  for (const name of ["innerHTML", "outerHTML"]) wire(Element.prototype, name, "markup", (element) => element.localName === "template");
  for (const name of ["write", "writeln", "execCommand"]) wire(Document.prototype, name, "document." + name);
  window.eval = () => note("eval");
  document.addEventListener("input", (event) => event.composedPath()[0] === event.target && note("an input event that stops nowhere"));
</script>`;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  partner = await Host.start(archive.parent);
  const widget = `<script src="${host.address("widget.js")}" async></script>`;
  const page = (head: string, body: string): string => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,">${head}</head><body>${body}`;
  const own = `<form><input type="password" value="secret"><textarea>private</textarea></form>`;
  partner.pages.set("/wired.html", page(TRIPWIRES, `${own}<dalil-search></dalil-search>${widget}`));
  partner.pages.set("/taken.html", page(`${TRIPWIRES}<script>customElements.define("dalil-search", class extends HTMLElement { connectedCallback() { this.textContent = "theirs"; } })</script>`, `<dalil-search></dalil-search>${widget}`));
  const frame = `<iframe name="archive" src="${host.address("index.html")}?frame=results&mode=box&lang=en" width="600" height="400"></iframe>`;
  partner.pages.set("/framing.html", page("", `${frame}<iframe name="stranger" srcdoc="<p>stranger</p>" sandbox="allow-scripts"></iframe>`));
});

after(async () => {
  await host.stop();
  await partner.stop();
  await archive.remove();
});

inEachBrowser((browser) => {
  const told = async (name: string): Promise<string[]> => browser().driver.executeScript(`return window.${name}.map(String)`);

  test("a search touches nothing that is the page's own", async () => {
    const page = new SearchPage(browser().driver);
    await page.open(partner.address("wired.html"));
    await page.driver.executeScript("touched.length = 0");
    await page.type(`lighthouse${Key.ENTER}`);
    await page.finds(3, "lighthouse");
    // The driver itself types and reads by none of these.
    assert.deepEqual([...new Set(await told("touched"))], []);
    assert.deepEqual(await told("failed"), []);
    await page.driver.executeScript("document.querySelector('input[type=password]').value; localStorage.getItem('a')");
    assert.deepEqual(await told("touched"), ["a field's value", "storage"]);
  });

  test("an element of the same name that was there first stays, and the page hears of no error", async () => {
    const { driver } = browser();
    await driver.get(partner.address("taken.html"));
    const page = new SearchPage(driver);
    await page.until("the script has run", () => driver.executeScript<boolean>("return typeof window.Dalil?.open === 'function'"));
    assert.equal(await driver.executeScript("return document.querySelector('dalil-search').textContent"), "theirs");
    assert.deepEqual(await told("failed"), []);
  });

  test("events that nobody made, and messages of strangers, make the box ask nothing and show nothing", async () => {
    const { driver } = browser();
    const page = new SearchPage(driver);
    await page.open(partner.address("wired.html"));
    host.requests.length = 0;
    await driver.executeScript(`
      const element = document.querySelector("dalil-search");
      for (const data of [{ dalil: "ask", query: "lighthouse", typing: false }, { dalil: "frame", height: 9, show: true }, { dalil: "look", lang: "ar", scheme: "dark" }, "dalil", null, [0, "{}"]]) window.postMessage(data, "*");
      for (const event of [new CustomEvent("dalil-search", { detail: { query: "lighthouse" }, bubbles: true }), new CustomEvent("dalil-open", { detail: { url: "javascript:failed.push(1)" } }), new Event("submit"), new Event("popstate"), new KeyboardEvent("keydown", { key: "Enter", bubbles: true })]) {
        element.dispatchEvent(event);
        document.dispatchEvent(event);
        window.dispatchEvent(event);
      }`);
    await driver.executeAsyncScript("const done = arguments[0]; requestAnimationFrame(() => setTimeout(done))");
    assert.deepEqual(host.requests, []);
    assert.deepEqual(await page.titles(), []);
    assert.deepEqual(await told("failed"), []);
    // It still works.
    await page.type(`lighthouse${Key.ENTER}`);
    await page.finds(3, "lighthouse");
  });

  test("a framed archive hears the page around it and nobody else, and gives away no more than its height", async () => {
    const { driver } = browser();
    const page = new SearchPage(driver);
    await driver.get(partner.address("framing.html"));
    await driver.executeScript(`window.heard = []; addEventListener("message", ({ data, source }) => heard.push([source === frames.archive, Object.keys(data).sort().join()].join(" ")))`);
    const inside = async <T>(look: () => Promise<T>): Promise<T> => {
      await driver.switchTo().frame(0);
      try {
        return await look();
      } finally {
        await driver.switchTo().defaultContent();
      }
    };
    const value = (): Promise<string> => inside(() => driver.executeScript<string>(`return document.querySelector("dalil-search")?.shadowRoot?.querySelector("input").value ?? "none"`));
    await page.until("it behaves as framed", () => inside(() => driver.executeScript<boolean>(`return document.querySelector("base")?.target === "_top"`)));
    await driver.switchTo().frame(1);
    await driver.executeScript(`parent.frames.archive.postMessage({ dalil: "ask", query: "stranger", typing: false }, "*"); parent.frames.archive.postMessage({ dalil: "look", lang: "ar", scheme: "dark" }, "*")`);
    await driver.switchTo().defaultContent();
    // Messages come in order: once the one of the page around is there, the stranger's would have been.
    await driver.executeScript(`
      for (const data of [{ dalil: "ask", query: { toString: 1 } }, { dalil: "run", code: "document.title = 'run'" }, { __proto__: null, dalil: "ask" }, { dalil: "look", lang: "<img>", scheme: "url(javascript:1)" }]) frames.archive.postMessage(data, "*");
      frames.archive.postMessage({ dalil: "ask", query: "lighthouse", typing: false }, "*")`);
    await page.until("it asks", async () => (await value()) === "lighthouse");
    await page.until("it tells its height", () => driver.executeScript<boolean>("return heard.length > 0"));
    assert.deepEqual([...new Set(await told("heard"))], ["true dalil,height,show"]);
    assert.notEqual(await inside(() => driver.getTitle()), "run");
    assert.equal(await inside(() => driver.executeScript(`return document.querySelector("dalil-search").lang`)), "<img>");
    assert.equal(await inside(() => driver.executeScript("return document.images.length")), 0);
  });
});
