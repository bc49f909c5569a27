/** One way to start each of the browsers, headless, with the settings readers have. */

import { Builder, Capabilities, type WebDriver } from "selenium-webdriver";

import { findProgram, freePort, Program } from "./processes.ts";

/** Every browser the tests know. */
const KNOWN = ["chromium", "firefox", "webkit"] as const;

/** A browser's name. */
export type BrowserName = (typeof KNOWN)[number];

/** Those the tests run in: all; while working on a test, `DALIL_BROWSERS=firefox,webkit` chooses some. */
export const BROWSERS: readonly BrowserName[] = chosen(process.env["DALIL_BROWSERS"]);

/** How a browser is set. */
export interface Settings {
  scheme?: "light" | "dark";
}

/** A running browser. */
export interface Browser {
  readonly name: BrowserName;
  readonly driver: WebDriver;
  quit(): Promise<void>;
}

/** Starts a browser. */
export async function startBrowser(name: BrowserName, settings: Settings = {}): Promise<Browser> {
  const programs: Program[] = [];
  const quit = async (driver?: WebDriver): Promise<void> => {
    // A driver that has lost its browser can't quit it any more; its program still has to end.
    await driver?.quit().catch(() => undefined);
    for (const program of programs.reverse()) {
      await program.end();
    }
  };
  try {
    const display = name === "webkit" ? await startDisplay(programs) : undefined;
    const server = await startDriver(name, settings, display, programs);
    const driver = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(server)
      .withCapabilities(new Capabilities(capabilities(name, settings)))
      .build();
    await driver.manage().setTimeouts({ script: 120_000, pageLoad: 60_000 });
    return { name, driver, quit: () => quit(driver) };
  } catch (error) {
    await quit();
    throw error;
  }
}

async function startDriver(name: BrowserName, settings: Settings, display: string | undefined, programs: Program[]): Promise<string> {
  const port = await freePort();
  const program = {
    chromium: () => new Program(findProgram("chromedriver"), [`--port=${port}`]),
    firefox: () => new Program(findProgram("geckodriver"), ["--port", String(port), "--log", "warn"]),
    webkit: () => new Program(findProgram("WebKitWebDriver"), [`--port=${port}`], webkitEnvironment(settings, display)),
  }[name]();
  programs.push(program);
  const address = `http://127.0.0.1:${port}`;
  await program.ready(() => fetch(`${address}/status`).then((response) => response.ok, () => false));
  return address;
}

/** WebKitGTK has no headless mode: it draws on a display that nobody sees. */
async function startDisplay(programs: Program[]): Promise<string> {
  const display = new Program(findProgram("Xvfb"), ["-displayfd", "3", "-screen", "0", "1400x1200x24", "-nolisten", "tcp"]);
  programs.push(display);
  await display.ready(() => display.told.endsWith("\n"));
  return `:${display.told.trim()}`;
}

function webkitEnvironment({ scheme }: Settings, display: string | undefined): NodeJS.ProcessEnv {
  return {
    DISPLAY: display,
    GDK_BACKEND: "x11",
    GTK_THEME: scheme === "dark" ? "Adwaita:dark" : "Adwaita",
    // There is no graphics card here, and as root no sandbox.
    LIBGL_ALWAYS_SOFTWARE: "1",
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  };
}

function capabilities(name: BrowserName, { scheme }: Settings): Record<string, unknown> {
  switch (name) {
    case "chromium":
      return { browserName: "chrome", "goog:chromeOptions": chromiumOptions(scheme) };
    case "firefox":
      return { browserName: "firefox", "moz:firefoxOptions": firefoxOptions(scheme) };
    case "webkit":
      return { browserName: "MiniBrowser" };
  }
}

function chromiumOptions(scheme: Settings["scheme"]): object {
  const args = ["--headless=new", "--disable-dev-shm-usage", "--lang=en-GB", "--window-size=1200,1000"];
  if (process.getuid?.() === 0) {
    args.push("--no-sandbox");
  }
  if (scheme) {
    args.push(`--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`);
  }
  return { binary: findProgram("chromium", "chromium-browser", "google-chrome"), args };
}

function firefoxOptions(scheme: Settings["scheme"]): object {
  return {
    binary: findProgram("firefox-esr", "firefox"),
    args: ["-headless", "--width=1200", "--height=1000"],
    prefs: {
      // Drivers switch this off, and a page that fails for a reader passes in the test.
      "security.fileuri.strict_origin_policy": true,
      "intl.accept_languages": "en-GB",
      ...(scheme ? { "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1 } : {}),
    },
  };
}

function chosen(names: string | undefined): readonly BrowserName[] {
  const wanted = names?.split(",");
  return KNOWN.filter((name) => !wanted || wanted.includes(name));
}
