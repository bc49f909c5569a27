/** Runs the same tests in every browser. */

import { after, before, describe } from "node:test";

import { BROWSERS, startBrowser, type Browser, type Settings } from "./browsers.ts";

/** Declares tests for each browser; `browser()` gives the one that runs, from the first test on. */
export function inEachBrowser(what: string, tests: (browser: () => Browser) => void, settings: Settings = {}): void {
  for (const name of BROWSERS) {
    describe(`${what} in ${name}`, () => {
      let running: Browser | undefined;
      before(async () => {
        running = await startBrowser(name, settings);
      });
      after(async () => {
        await running?.quit();
      });
      tests(() => {
        if (!running) {
          throw new Error(`${name} is not running`);
        }
        return running;
      });
    });
  }
}
