/** `<dalil-search>` as a reader meets it: what can be seen, typed and pressed. Parts are named as in its `part` attributes. */

import { Key, type WebDriver, type WebElement } from "selenium-webdriver";
import { Select } from "selenium-webdriver/lib/select.js";

const PATIENCE = 10_000;

/** The element on the page that is open in a browser, or in the frame the browser is switched to. */
export class SearchPage {
  constructor(
    readonly driver: WebDriver,
    /** Which element of the page, where there are several. */
    private readonly host = "dalil-search",
  ) {}

  /** Opens a page and waits until its element has drawn itself. */
  async open(address: string): Promise<void> {
    await this.driver.get(address);
    await this.element("[part~=input]");
  }

  /** Waits for an element inside the component. */
  async element(selector: string): Promise<WebElement> {
    return this.until<WebElement>(`${selector} is there`, async () => (await this.#all(selector))[0]);
  }

  /** What the elements that match now say, without surplus space and the marks that keep two directions of writing apart. */
  async texts(selector: string): Promise<string[]> {
    // A page that is just going answers nothing.
    const found = await this.driver.executeScript<string[] | null>(
      `return [...(document.querySelector("${this.host}")?.shadowRoot?.querySelectorAll(arguments[0]) ?? [])]
        .map((element) => element.textContent.replace(/[\\u2066-\\u2069]/g, "").replace(/\\s+/g, " ").trim())`,
      selector,
    );
    return found ?? [];
  }

  /** Waits until the first element that matches says this. */
  async says(selector: string, wanted: string | RegExp): Promise<void> {
    let last: string | undefined;
    const fits = (text: string): boolean => (typeof wanted === "string" ? text === wanted : wanted.test(text));
    await this.until(
      () => `${selector} says ${String(wanted)}; it says ${JSON.stringify(last)}`,
      async () => {
        [last] = await this.texts(selector);
        return last !== undefined && fits(last);
      },
    );
  }

  /** Waits until so many articles were found for a query, and they are the ones shown. */
  async finds(count: number, query: string): Promise<void> {
    const said = query.includes('"') ? query : `\u201c${query}\u201d`;
    await this.says("[part~=summary]", `${count} ${count === 1 ? "article" : "articles"} for ${said}`);
    await this.until("the results stand", async () => (await this.#all('[part~=results][aria-busy="false"]')).length === 1);
    await this.isDrawn();
  }

  /** Waits until timeline and filters are drawn as well: each in a turn of its own after the hits. */
  async isDrawn(): Promise<void> {
    await this.driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
       let turns = 5;
       const next = () => {
         let isDue = true;
         const go = () => { if (isDue) { isDue = false; turns-- > 0 ? next() : done(); } };
         requestAnimationFrame(() => setTimeout(go));
         setTimeout(go, 200);
       };
       next();`,
    );
  }

  /** The titles shown, once all is drawn. */
  async titles(): Promise<string[]> {
    await this.isDrawn();
    return this.texts("[part~=title]");
  }

  /** The dates shown, as ISO 8601. */
  dates(): Promise<string[]> {
    return this.driver.executeScript(
      `return [...document.querySelector("${this.host}").shadowRoot.querySelectorAll("[part~=date]")].map((time) => time.dateTime)`,
    );
  }

  /** What stands in the search box. */
  async query(): Promise<string> {
    return (await (await this.element("[part~=input]")).getAttribute("value")) ?? "";
  }

  /** Types into the search box, without Enter. */
  async type(text: string): Promise<void> {
    await (await this.element("[part~=input]")).sendKeys(text);
  }

  async click(selector: string): Promise<void> {
    await (await this.element(selector)).click();
  }

  async order(name: "relevance" | "newest" | "oldest"): Promise<void> {
    await new Select(await this.element("[part~=sort]")).selectByValue(name);
  }

  /** Writes a date into one of the two fields and leaves it. */
  async date(field: "after" | "before", text: string): Promise<void> {
    const input = await this.element(`input[name=${field}]`);
    await input.clear();
    await input.sendKeys(text, Key.TAB);
  }

  /** The query part of the address. */
  async address(): Promise<Record<string, string>> {
    return Object.fromEntries(new URL(await this.driver.getCurrentUrl()).searchParams);
  }

  /** Which part has the keyboard, and whether that can be seen. */
  async focused(): Promise<{ part: string; visible: boolean; text: string }> {
    return this.driver.executeScript(`
      const element = document.querySelector("${this.host}").shadowRoot.activeElement;
      if (!element) return { part: "", visible: false, text: "" };
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const drawn = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
      return {
        part: element.getAttribute("part") ?? "",
        visible: element.matches(":focus-visible") && drawn,
        text: element.textContent.trim(),
      };
    `);
  }

  /** Presses one key, wherever the keyboard is. */
  async press(key: string): Promise<void> {
    await this.driver.actions().sendKeys(key).perform();
  }

  /** An attribute of the first element that matches, or null. */
  async attribute(selector: string, name: string): Promise<string | null> {
    return this.driver.executeScript(
      `return document.querySelector("${this.host}").shadowRoot.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? null`,
      selector,
      name,
    );
  }

  /** Whether the first element that matches takes room on the page and is drawn there in a colour. */
  async isSeen(selector: string): Promise<boolean> {
    return this.driver.executeScript(
      `const element = document.querySelector("${this.host}").shadowRoot.querySelector(arguments[0]);
      if (!element) return false;
      const { width, height } = element.getBoundingClientRect();
      const { color, visibility, fontSize } = getComputedStyle(element);
      return width > 20 && height > 10 && visibility === "visible" && parseFloat(fontSize) > 8 && !/rgba\\(.*, 0\\)/.test(color)`,
      selector,
    );
  }

  /** Waits until something holds, and gives it. */
  async until<T>(what: string | (() => string), holds: () => Promise<T | undefined | false>): Promise<T> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const found = await holds();
      if (found !== undefined && found !== false) {
        return found;
      }
      if (Date.now() > end) {
        throw new Error(`not within ${PATIENCE / 1000} s: ${typeof what === "string" ? what : what()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async #all(selector: string): Promise<WebElement[]> {
    const found = await this.driver.executeScript<WebElement[] | null>(
      `const root = document.querySelector("${this.host}")?.shadowRoot; return root ? [...root.querySelectorAll(arguments[0])] : null`,
      selector,
    );
    return found ?? [];
  }
}

/** Every address the page has loaded something from. */
export async function loaded(driver: WebDriver): Promise<string[]> {
  return driver.executeScript(`return performance.getEntriesByType("resource").map((entry) => entry.name)`);
}

/** What is wrong in the browser's console; null from a browser that doesn't tell. */
export async function consoleErrors(driver: WebDriver): Promise<string[] | null> {
  try {
    const entries = await driver.manage().logs().get("browser");
    return entries.filter(({ level }) => level.name === "SEVERE").map(({ message }) => message);
  } catch {
    return null;
  }
}

