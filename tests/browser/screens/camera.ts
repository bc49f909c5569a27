/** A browser whose window, colours and network can be chosen: Chromium, through its own protocol. */

import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { Driver as ChromeDriver } from "selenium-webdriver/chrome.js";

import type { Browser, Scheme } from "../rig/browsers.ts";
import { SearchPage } from "../rig/search-page.ts";

/** Where pictures are put. */
export const SCREENS = resolve(import.meta.dirname, "../../../target/screens");

/** On what a page is looked at. */
export interface Device {
  name: "phone" | "desktop";
  width: number;
  height: number;
}

export const DEVICES: readonly Device[] = [
  { name: "phone", width: 375, height: 780 },
  { name: "desktop", width: 1280, height: 900 },
];

/** Takes pictures. */
export class Camera {
  readonly page: SearchPage;
  readonly #driver: ChromeDriver;
  #injected: string | null = null;

  constructor({ driver }: Browser) {
    this.#driver = driver as ChromeDriver;
    this.page = new SearchPage(driver);
  }

  /** What every page that is opened from now on is looked at with, in the light. */
  async set(device: Device): Promise<void> {
    const { width, height, name } = device;
    await this.#say("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: name === "phone" });
    await this.#say("Emulation.setTouchEmulationEnabled", { enabled: name === "phone" });
    await this.colours("light");
  }

  /** What the reader prefers from now on, on the page that is open as well. */
  async colours(scheme: Scheme): Promise<void> {
    await this.#say("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }] });
  }

  /** Runs a script before any of the pages that are opened from now on. */
  async inject(source: string): Promise<void> {
    await this.release();
    const { identifier } = (await this.#ask("Page.addScriptToEvaluateOnNewDocument", { source })) as { identifier: string };
    this.#injected = identifier;
  }

  /** No such script any more. */
  async release(): Promise<void> {
    if (this.#injected !== null) {
      await this.#say("Page.removeScriptToEvaluateOnNewDocument", { identifier: this.#injected });
      this.#injected = null;
    }
  }

  /** A picture of what can be seen, and below that as much again. */
  async take(name: string, device: Device): Promise<void> {
    // An answer is drawn in steps.
    await this.page.until("all is drawn", () => this.#driver.executeScript<boolean>(`return !document.querySelector("dalil-search")?.shadowRoot?.querySelector(".brief")`));
    const tall = await this.#driver.executeScript<number>("return document.documentElement.scrollHeight");
    const height = Math.min(tall, device.height * 2);
    const clip = { x: 0, y: 0, width: device.width, height: Math.max(height, device.height), scale: 1 };
    const { data } = (await this.#ask("Page.captureScreenshot", { format: "png", clip, captureBeyondViewport: true })) as { data: string };
    await mkdir(SCREENS, { recursive: true });
    await writeFile(join(SCREENS, `${name}.png`), data, "base64");
  }

  async #say(command: string, parameters: object): Promise<void> {
    await this.#driver.sendDevToolsCommand(command, parameters);
  }

  async #ask(command: string, parameters: object): Promise<unknown> {
    return this.#driver.sendAndGetDevToolsCommand(command, parameters);
  }
}
