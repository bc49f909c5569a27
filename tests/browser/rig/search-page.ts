/** The search page as a reader meets it. */

import { Key, type WebDriver, type WebElement } from "selenium-webdriver";

const PATIENCE = 20_000;

/** One result as it is shown. */
export interface ShownHit {
  title: string;
  address: string | null;
  marks: string[];
  date: string | null;
  section: string | null;
}

/** Drives `index.html` of an archive. */
export class SearchPage {
  constructor(readonly driver: WebDriver) {}

  /** Opens the page and waits until it can be used. */
  async open(address: string): Promise<void> {
    await this.driver.get(address);
    await this.until("the search box is there", () => this.find("input[type=search]"));
  }

  /** Types into the search box. */
  async type(...keys: string[]): Promise<void> {
    const box = await this.find("input[type=search]");
    await box?.sendKeys(...keys);
  }

  /** Types a query, ends it with Enter, and waits for its results. */
  async search(query: string): Promise<void> {
    await this.type(query, Key.ENTER);
    await this.settled(query);
  }

  /** Waits until the results shown are those of this query. */
  async settled(query: string): Promise<void> {
    await this.until(`there are results for ${query}`, async () => {
      const summary = await this.text("[part=summary]");
      return summary?.includes(query) === true && (await this.find("[part=results][aria-busy=false]")) !== null;
    });
  }

  /** The first element inside the page's search element. */
  async find(selector: string): Promise<WebElement | null> {
    return this.driver.executeScript<WebElement | null>(`${IN_ELEMENT} return root && root.querySelector(arguments[0])`, selector);
  }

  /** Clicks what a selector finds. */
  async click(selector: string): Promise<void> {
    const element = await this.until(`${selector} is there`, () => this.find(selector));
    await element?.click();
  }

  /** The text of an element; null where there is none. */
  text(selector: string): Promise<string | null> {
    const script = `${IN_ELEMENT} const found = root && root.querySelector(arguments[0]); return found && found.textContent.replace(/\\s+/g, " ").trim()`;
    return this.driver.executeScript<string | null>(script, selector);
  }

  /** What a script in the page makes of the search element's root. */
  ask<T>(expression: string, ...values: unknown[]): Promise<T> {
    return this.driver.executeScript<T>(`${IN_ELEMENT} return (${expression})`, ...values);
  }

  /** The results shown. */
  hits(): Promise<ShownHit[]> {
    return this.ask(`[...root.querySelectorAll("[part=hit]")].map((hit) => ({
      title: hit.querySelector("[part=title]").textContent.trim(),
      address: hit.querySelector("[part=link]")?.href ?? null,
      marks: [...hit.querySelectorAll("mark")].map((mark) => mark.textContent),
      date: hit.querySelector("[part=date]")?.dateTime ?? null,
      section: hit.querySelector("[part=section]")?.textContent ?? null,
    }))`);
  }

  /** The query in the box. */
  query(): Promise<string> {
    return this.ask("root.querySelector('input[type=search]').value");
  }

  /** What the page's address says. */
  async parameters(): Promise<URLSearchParams> {
    return new URL(await this.driver.getCurrentUrl()).searchParams;
  }

  /** Waits until a condition holds, and gives what it gave. */
  async until<T>(what: string, condition: () => Promise<T>): Promise<NonNullable<T>> {
    return (await this.driver.wait(condition, PATIENCE, `waited in vain until ${what}`)) as NonNullable<T>;
  }
}

const IN_ELEMENT = "const element = document.querySelector('dalil-search'); const root = element && element.shadowRoot;";
