/** Put into the page before everything else, it notes whatever a browser would complain about on its console. */

import type { WebDriver } from "selenium-webdriver";

export const OBSERVER = `
(() => {
  const troubles = (self.troubles = []);
  const named = (target) => target && (target.src || target.href);
  addEventListener("error", (event) => troubles.push(event.message || "can't load " + named(event.target)), true);
  addEventListener("unhandledrejection", (event) => troubles.push("unhandled: " + event.reason));
  addEventListener("securitypolicyviolation", (event) => troubles.push("refused: " + event.blockedURI));
  for (const level of ["error", "warn"]) {
    const say = console[level];
    console[level] = (...parts) => {
      troubles.push(level + ": " + parts.join(" "));
      say.apply(console, parts);
    };
  }
})();
`;

/** What has been noted on the page since it was loaded. */
export function troubles(driver: WebDriver): Promise<string[]> {
  return driver.executeScript("return self.troubles");
}

/** The addresses of everything the page has asked for since it was loaded. */
export function requested(driver: WebDriver): Promise<string[]> {
  return driver.executeScript("return performance.getEntriesByType('resource').map((entry) => entry.name)");
}
