/** Browsers that are started once and lent to one file of tests after the other: a start takes a second, three for Firefox. */

import { Session, WebDriver } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";

/** How a running browser is found by another process. */
export interface Loan {
  address: string;
  session: string;
  capabilities: Record<string, unknown>;
}

/** Where the processes of a run are told what there is to lend: JSON, loans by the browser's name. */
const VARIABLE = "DALIL_LENT_BROWSERS";

/** What a process needs in its environment to be lent these browsers. */
export function toLend(loans: Readonly<Record<string, Loan>>): Record<string, string> {
  return { [VARIABLE]: JSON.stringify(loans) };
}

/** The loan of a session that this process has begun. */
export async function loanOf(driver: WebDriver, address: string): Promise<Loan> {
  const session = await driver.getSession();
  const { browserName, platformName } = Object.fromEntries(["browserName", "platformName"].map((key) => [key, session.getCapability(key)]));
  return { address, session: session.getId(), capabilities: { browserName, platformName } };
}

/** The browser of this name, with one empty tab; null where none is lent. */
export async function borrow(name: string): Promise<WebDriver | null> {
  const loan = (JSON.parse(process.env[VARIABLE] ?? "{}") as Record<string, Loan>)[name];
  if (loan === undefined) {
    return null;
  }
  const driver = new WebDriver(new Session(loan.session, loan.capabilities), new Executor(new HttpClient(loan.address)));
  await leaveOneTab(driver);
  return driver;
}

/** Has no page go on by itself while others are tested. */
export async function giveBack(driver: WebDriver): Promise<void> {
  // Who borrows it next is told if it can't any more.
  await leaveOneTab(driver).catch(() => undefined);
}

/** What the tests before have opened goes. */
async function leaveOneTab(driver: WebDriver): Promise<void> {
  const [first = "", ...others] = await driver.getAllWindowHandles();
  for (const handle of others) {
    await driver.switchTo().window(handle);
    await driver.close();
  }
  await driver.switchTo().window(first);
  await driver.get("about:blank");
}
