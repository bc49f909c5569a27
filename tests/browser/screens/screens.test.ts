/** A picture of every state, in light and dark, left to right and right to left, on a phone and on a desk: `npm run screens`. */

import { mkdtemp, rm, writeFile, cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { Archive } from "../rig/archives.ts";
import { startBrowser, type Browser } from "../rig/browsers.ts";
import { Host } from "../rig/server.ts";
import { Camera, DEVICES, SCREENS } from "./camera.ts";
import { EDITIONS, STATES, type Edition } from "./states.ts";

const TESTS = resolve(import.meta.dirname, "../..");

/** One archive in its site, and a partner's site. */
interface Homes {
  folder: string;
  site: Host;
  partner: Host;
}

const homes = new Map<Edition["name"], Homes>();
let browser: Browser;
let camera: Camera;

before(async () => {
  await rm(SCREENS, { recursive: true, force: true });
  for (const edition of EDITIONS) {
    homes.set(edition.name, await settle(edition));
  }
  browser = await startBrowser("Chromium", "light");
  camera = new Camera(browser);
});

after(async () => {
  await browser.stop();
  for (const { folder, site, partner } of homes.values()) {
    await Promise.all([site.stop(), partner.stop()]);
    await rm(folder, { recursive: true });
  }
});

async function settle(edition: Edition): Promise<Homes> {
  const folder = await mkdtemp(join(tmpdir(), "dalil-screens-"));
  if (edition.name === "ltr") {
    await cp(join(TESTS, "sample"), folder, { recursive: true });
  } else {
    await cp(join(TESTS, "browser/fixtures/manara.jsonl"), join(folder, "manara.jsonl"));
  }
  const title = edition.name === "ltr" ? "The Halwanda Papers, 2003 to 2021" : "أوراق الميناء، من 2003 إلى 2021";
  await writeFile(join(folder, "dalil.toml"), `[archive]\ntitle = "${title}"\n`);
  await Archive.into(join(folder, "search"), folder, "--no-cache");
  const [site, partner] = [await Host.start(folder), await Host.start(folder)];
  const { origin } = new URL(site.address());
  const dir = edition.name;
  const look = "html { color-scheme: light dark } body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 Georgia, serif; background: light-dark(#eef2e6, #20261c) }";
  const page = `<!DOCTYPE html><html lang="${edition.partner}" dir="${dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${edition.heading}</title>
    <style>${look}</style><h1>${edition.heading}</h1><p>${edition.text}</p><script src="${site.address("search/widget.js")}" async></script><dalil-search></dalil-search>`;
  for (const name of ["partner", "framed", "linked"]) {
    partner.pages.set(`/${name}.html`, page);
  }
  const style = "default-src 'none'; style-src 'unsafe-inline'";
  const policies: Record<string, string> = {
    "/framed.html": `${style}; script-src ${origin}; frame-src ${origin}`,
    "/linked.html": `${style}; script-src ${origin}`,
  };
  partner.headers = (path) => ({ "content-security-policy": policies[path] ?? null });
  return { folder, site, partner };
}

for (const edition of EDITIONS) {
  for (const device of DEVICES) {
    for (const state of STATES) {
      test(`${state.name}, ${edition.name}, ${device.name}`, async () => {
        const { site, partner } = homes.get(edition.name) as Homes;
        const path = state.at(edition);
        site.faults = [...(state.faults ?? [])];
        await camera.set(device);
        if (state.inject) {
          await camera.inject(state.inject);
        }
        try {
          await browser.driver.get(path.startsWith("search/") ? site.address(path) : partner.address(path));
          await state.reach(camera.page, edition);
          for (const scheme of ["light", "dark"] as const) {
            await camera.colours(scheme);
            await camera.take(`${state.name}.${edition.name}.${device.name}.${scheme}`, device);
          }
        } finally {
          await camera.release();
          site.release();
        }
      });
    }
  }
}
