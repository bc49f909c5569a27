/** What a screen reader is given, and what fingers, forced colours and readers who want no motion get: as Chromium tells it. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";

import { Archive, HARBOUR } from "../rig/archives.ts";
import { inEachBrowser, type Browser } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";
import { Host } from "../rig/server.ts";

let archive: Archive;
let host: Host;

before(async () => {
  archive = await Archive.build(HARBOUR);
  host = await Host.start(archive.folder);
  const page = await readFile(join(archive.folder, "index.html"), "utf8");
  host.pages.set("/noticed.html", page.replace("</dalil-search>", '<div slot="notices"><p>Kept by nobody, for everybody.</p></div></dalil-search>'));
});

after(async () => {
  await host.stop();
  await archive.remove();
});

interface Node {
  nodeId: string;
  parentId?: string;
  childIds?: string[];
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** Chromium's own protocol, which WebDriver hands on. */
interface DevTools {
  sendAndGetDevToolsCommand(command: string, parameters: object): Promise<unknown>;
}

async function ask<T>({ driver }: Browser, command: string, parameters: object = {}): Promise<T> {
  return (await (driver as unknown as DevTools).sendAndGetDevToolsCommand(command, parameters)) as T;
}

const SPOKEN = new Set(["heading", "searchbox", "combobox", "ComboBox", "textbox", "button", "link", "listbox", "option", "checkbox", "status", "navigation", "search", "group", "time"]);

/** What is spoken of, in order: role and name. */
async function spoken(browser: Browser): Promise<string[]> {
  const { nodes } = await ask<{ nodes: Node[] }>(browser, "Accessibility.getFullAXTree");
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const said: string[] = [];
  const walk = (id: string): void => {
    const node = known.get(id);
    if (!node) {
      return;
    }
    const role = node.role?.value ?? "";
    if (!node.ignored && SPOKEN.has(role)) {
      said.push(`${role} ${(node.name?.value ?? "").replace(/[\u2066-\u2069]/g, "")}`.trim());
    }
    node.childIds?.forEach(walk);
  };
  const root = nodes.find((node) => node.parentId === undefined);
  walk(root?.nodeId ?? "");
  return said;
}

/** Whether these come one after the other, with whatever between them. */
function inOrder(said: readonly string[], wanted: readonly (string | RegExp)[]): string | null {
  let from = 0;
  for (const one of wanted) {
    const found = said.findIndex((text, i) => i >= from && (typeof one === "string" ? text === one : one.test(text)));
    if (found < 0) {
      return `${String(one)} does not follow in ${JSON.stringify(said, null, 1)}`;
    }
    from = found + 1;
  }
  return null;
}

inEachBrowser((browser) => {
  const inChromium = (name: string, body: (page: SearchPage) => Promise<void>): void => {
    test(name, async (t) => {
      if (browser().name !== "Chromium") {
        t.skip("only Chromium tells");
        return;
      }
      await body(new SearchPage(browser().driver));
    });
  };

  afterEach(async () => {
    if (browser().name === "Chromium") {
      for (const undone of ["Emulation.clearDeviceMetricsOverride", "Emulation.setEmulatedMedia"]) {
        await ask(browser(), undone);
      }
      await ask(browser(), "Emulation.setTouchEmulationEnabled", { enabled: false });
    }
  });

  inChromium("box, filters, how many, dates and hits are spoken in the order in which they are seen", async (page) => {
    await page.open(host.address("index.html?q=lighthouse"));
    await page.finds(3, "lighthouse");
    await page.says("[role=status]", /3 shown/);
    const said = await spoken(browser());
    const [first, second] = await page.titles();
    const order = [
      "heading Search the archive",
      /^search /,
      /^(?:combobox|ComboBox|searchbox) Search the archive$/,
      "button Clear",
      "button Search",
      /^status/,
      "heading Filters",
      "group Dates",
      "group Source",
      "checkbox Coast Times: 2 articles",
      "heading 3 articles for “lighthouse”",
      "listbox Articles by date",
      /^option \d{4}: \d articles?$/,
      "button As a table",
      `link ${first}`,
      "button Similar articles",
      "button Cite or share",
      `link ${second}`,
    ];
    assert.equal(inOrder(said, order), null);
  });

  inChromium("the box says that it has offers, and which one the keyboard is on", async (page) => {
    await page.open(host.address("index.html"));
    await page.type("lighth");
    await page.element("[part~=completion]");
    await page.press("\uE015");
    await page.until("an offer is active", async () => (await page.attribute("input", "aria-activedescendant")) !== null);
    const { nodes } = await ask<{ nodes: Node[] }>(browser(), "Accessibility.getFullAXTree");
    const box = nodes.find((node) => !node.ignored && /^combobox$/i.test(node.role?.value ?? ""));
    const of = (name: string): unknown => box?.properties?.find((property) => property.name === name)?.value.value;
    assert.deepEqual([of("expanded"), of("autocomplete"), of("hasPopup")], [true, "list", "listbox"]);
    const chosen = nodes.find((node) => node.role?.value === "option" && node.properties?.some(({ name, value }) => name === "selected" && value.value === true));
    assert.equal(chosen?.name?.value, "lighthouse 3 articles");
  });

  inChromium("whatever fingers press is 44 pixels tall", async (page) => {
    await ask(browser(), "Emulation.setDeviceMetricsOverride", { width: 360, height: 740, deviceScaleFactor: 1, mobile: true });
    await ask(browser(), "Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 1 });
    await page.open(host.address("index.html?q=harbour&page=2"));
    await page.finds(29, "harbour");
    for (const part of ["filters-summary", "as-table", "similar", "cite"]) {
      await page.click(`[part~=${part}]`);
    }
    await page.element("[part~=citation]");
    const low = await page.driver.executeScript<string[]>(`
      const { shadowRoot } = document.querySelector("dalil-search");
      return [...shadowRoot.querySelectorAll("button, input:not([type=checkbox]), select, summary, label.choice, .pages a")]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 90) + " " + element.getBoundingClientRect().height)`);
    assert.deepEqual(low, []);
  });

  inChromium("an offer can be taken by touch", async (page) => {
    await ask(browser(), "Emulation.setDeviceMetricsOverride", { width: 360, height: 740, deviceScaleFactor: 1, mobile: true });
    await ask(browser(), "Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 1 });
    await page.open(host.address("index.html"));
    await page.type("lighth");
    await page.element("[part~=completion]");
    const { x, y, height } = await page.driver.executeScript<DOMRect>(
      `return document.querySelector("dalil-search").shadowRoot.querySelector("[part~=completion]").getBoundingClientRect().toJSON()`,
    );
    assert.ok(height >= 44);
    await ask(browser(), "Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + 20, y: y + 20 }] });
    await ask(browser(), "Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.finds(3, "lighthouse");
  });

  inChromium("in forced colours marks, bars and what is active can be told from the rest", async (page) => {
    await ask(browser(), "Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    await page.open(host.address("index.html?q=harbour"));
    await page.finds(29, "harbour");
    const [mark, text, bar, paper] = await page.driver.executeScript<string[]>(`
      const { shadowRoot } = document.querySelector("dalil-search");
      const style = (selector) => getComputedStyle(shadowRoot.querySelector(selector));
      return [style("mark").backgroundColor, style("[part~=excerpt]").backgroundColor, style(".bars svg").fill, getComputedStyle(document.documentElement).backgroundColor]`);
    assert.notEqual(mark, text);
    assert.notEqual(bar, paper);
  });

  for (const width of [360, 1280]) {
    inChromium(`nothing jumps while box, view and results come in, ${width} pixels wide`, async (page) => {
      await ask(browser(), "Emulation.setDeviceMetricsOverride", { width, height: 740, deviceScaleFactor: 1, mobile: width < 500 });
      await page.open(host.address("noticed.html?q=harbour"));
      await page.finds(29, "harbour");
      await page.says("[role=status]", /10 shown/);
      const shifts = await page.driver.executeAsyncScript<string[]>(`
        const done = arguments[arguments.length - 1];
        new PerformanceObserver((list) => done(list.getEntries().map(({ value, sources }) => value + " " + sources.map(({ node }) => node?.className)))).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done([])));`);
      assert.deepEqual(shifts, []);
    });
  }

  inChromium("readers who want no motion get none", async (page) => {
    await ask(browser(), "Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: "reduce" }] });
    await page.open(host.address("index.html?q=harbour"));
    await page.finds(29, "harbour");
    const moving = await page.driver.executeScript<string[]>(`
      return [...document.querySelector("dalil-search").shadowRoot.querySelectorAll("*")]
        .filter((element) => { const { transitionDuration, animationName } = getComputedStyle(element); return !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== "none"; })
        .map((element) => element.localName)`);
    assert.deepEqual(moving, []);
  });
}, { ofItsOwn: true });
