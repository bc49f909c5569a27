/** The three browsers the tests run in: Chromium, Firefox and WebKitGTK, as the system has them. */

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe } from "node:test";

import { Builder, Capabilities, logging, type WebDriver } from "selenium-webdriver";

import { startDisplay, type Display } from "./display.ts";
import { find, startDriver, type Driver } from "./driver.ts";
import { borrow, giveBack } from "./lent.ts";
import { IS_LONG } from "./long.ts";

/** The browsers by name. */
export const NAMES = ["Chromium", "Firefox", "WebKitGTK"] as const;
export type Name = (typeof NAMES)[number];

/** What the reader has chosen in the system's settings. */
export type Scheme = "light" | "dark";

/** A browser to test in. */
export interface Browser {
  readonly name: Name;
  readonly driver: WebDriver;
  /** Where its WebDriver server answers; empty where it is lent. */
  readonly address: string;
  stop(): Promise<void>;
}

/** How tests need their browser. */
export interface Wish {
  scheme?: Scheme;
  /** Nothing that they leave behind may be met by others: a worker that answers for a port, which may be another host's the next time. */
  ofItsOwn?: boolean;
}

/** Whether tests run in this browser: `DALIL_BROWSERS=Firefox,Chromium` picks some of them, for work on one. */
export function wanted(name: Name): boolean {
  return process.env["DALIL_BROWSERS"]?.split(",").includes(name) ?? true;
}

/** Whether a browser is given every case of tests that have hundreds: one of them always, the others in a long run only. */
export function isGivenAll(name: Name): boolean {
  return name === "Chromium" || IS_LONG;
}

/** Declares the same tests for each browser; one that is missing makes its tests fail, so that nobody takes two for three. */
export function inEachBrowser(declare: (browser: () => Browser) => void, wish: Wish = {}): void {
  for (const name of NAMES.filter(wanted)) {
    describe(`in ${name}`, { timeout: 600_000 }, () => {
      let browser: Browser | null = null;
      before(async () => {
        browser = await provide(name, wish);
      });
      after(() => browser?.stop());
      declare(() => {
        if (browser === null) {
          throw new Error(`${name} is not running`);
        }
        return browser;
      });
    });
  }
}

/** One that is lent, where it is as wished; else one of its own. */
export async function provide(name: Name, { scheme = "light", ofItsOwn = false }: Wish = {}): Promise<Browser> {
  const driver = scheme === "light" && !ofItsOwn ? await borrow(name) : null;
  return driver ? { name, driver, address: "", stop: () => giveBack(driver) } : startBrowser(name, scheme);
}

/** Starts a browser with a profile of its own and no reader's settings; without JavaScript where `scripts` says so, in Chromium. */
export async function startBrowser(name: Name, scheme: Scheme, scripts = true): Promise<Browser> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) {
      await step();
    }
  };
  try {
    const profile = await mkdtemp(join(tmpdir(), "dalil-browser-"));
    undo.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
    const { service, capabilities } = await STARTERS[name](profile, scheme, (step) => undo.push(step));
    undo.push(() => service.stop());
    if (!scripts) {
      const options = capabilities.get("goog:chromeOptions") as object;
      capabilities.set("goog:chromeOptions", { ...options, prefs: { "profile.managed_default_content_settings.javascript": 2 } });
    }
    const driver = await new Builder().disableEnvironmentOverrides().usingServer(service.address).withCapabilities(capabilities).build();
    undo.push(() => driver.quit());
    await driver.manage().setTimeouts({ script: 120_000, pageLoad: 60_000, implicit: 0 });
    return { name, driver, address: service.address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Started {
  service: Driver;
  capabilities: Capabilities;
}

type Later = (step: () => Promise<unknown>) => void;

const STARTERS: Record<Name, (profile: string, scheme: Scheme, later: Later) => Promise<Started>> = {
  Chromium: startChromium,
  Firefox: startFirefox,
  WebKitGTK: startWebKit,
};

async function startChromium(profile: string, scheme: Scheme): Promise<Started> {
  const service = await startDriver(need("chromedriver", "chromium-driver"), (port) => [`--port=${port}`], {});
  const kept = new logging.Preferences();
  kept.setLevel(logging.Type.BROWSER, logging.Level.ALL);
  const capabilities = new Capabilities({
    browserName: "chrome",
    "goog:chromeOptions": {
      binary: find("chromium") ?? find("chromium-browser") ?? need("google-chrome", "chromium"),
      args: [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--lang=en-US",
        "--window-size=1400,1000",
        `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`,
        `--user-data-dir=${profile}`,
      ],
    },
  });
  capabilities.setLoggingPrefs(kept);
  return { service, capabilities };
}

async function startFirefox(profile: string, scheme: Scheme): Promise<Started> {
  const cache = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  const geckodriver = find("geckodriver", [join(cache, "dalil", "bin")]) ?? need("geckodriver", "geckodriver");
  // Its port for the browser is a free one too; profiles lie where ours do, so that they go with it.
  const service = await startDriver(geckodriver, (port) => [`--port=${port}`, "--websocket-port=0", "--profile-root", profile], {
    MOZ_HEADLESS: "1",
  });
  const capabilities = new Capabilities({
    browserName: "firefox",
    "moz:firefoxOptions": {
      binary: find("firefox-esr") ?? need("firefox", "firefox-esr"),
      args: ["-headless", "--width=1400", "--height=1000"],
      prefs: {
        "intl.accept_languages": "en-US",
        "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
        // As readers have it: a page from disk may not read the files beside it. What Firefox sets for automation would undo this.
        "security.fileuri.strict_origin_policy": true,
        "remote.prefs.recommended": false,
        "app.update.auto": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "services.settings.server": "data:,",
      },
    },
  });
  return { service, capabilities };
}

async function startWebKit(profile: string, scheme: Scheme, later: Later): Promise<Started> {
  const display: Display = await startDisplay();
  later(() => display.stop());
  const service = await startDriver(need("WebKitWebDriver", "webkit2gtk-driver"), (port) => [`--port=${port}`], {
    DISPLAY: display.name,
    GDK_BACKEND: "x11",
    GTK_THEME: scheme === "dark" ? "Adwaita:dark" : "Adwaita",
    LANG: "C.UTF-8",
    LANGUAGE: "en",
    NO_AT_BRIDGE: "1",
    WAYLAND_DISPLAY: "",
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    XDG_CACHE_HOME: join(profile, "cache"),
    XDG_CONFIG_HOME: join(profile, "config"),
    XDG_DATA_HOME: join(profile, "data"),
    // Its sandbox needs rights that a container doesn't have; the pages are our own.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  });
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: await miniBrowser(), args: ["--automation"] },
  });
  return { service, capabilities };
}

/** WebKitGTK's own small browser lies with the library, whose folder is named by machine and version. */
async function miniBrowser(): Promise<string> {
  for (const root of ["/usr/lib", "/usr/libexec"]) {
    const entries = await readdir(root).catch((): string[] => []);
    for (const folder of ["", ...entries]) {
      for (const version of ["6.0", "4.1", "4.0"]) {
        const name = version === "6.0" ? "webkitgtk-6.0" : `webkit2gtk-${version}`;
        const found = find("MiniBrowser", [join(root, folder, name)]);
        if (found) {
          return found;
        }
      }
    }
  }
  return need("MiniBrowser", "webkit2gtk-driver");
}

function need(command: string, debianPackage: string): string {
  const found = find(command);
  if (found === null) {
    throw new Error(`${command} is missing; on Debian or Ubuntu: sudo apt-get install ${debianPackage}`);
  }
  return found;
}
