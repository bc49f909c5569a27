/** Chromium without a window, with a profile of its own, that reaches nothing but localhost. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";

import { DevTools } from "./devtools.ts";

const FLAGS = [
  "--headless=new",
  "--remote-debugging-pipe",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-extensions",
  "--disable-sync",
  "--metrics-recording-only",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
  // Memory is told when it is asked for, not at the next collection of garbage.
  "--enable-blink-features=ForceEagerMeasureMemory",
];

/** A running browser. */
export class Chromium {
  private constructor(
    readonly devtools: DevTools,
    readonly version: string,
    private readonly process: ChildProcess,
    private readonly profile: string,
  ) {}

  /** Starts the program; `fingerprint` is of the one certificate it shall believe. */
  static async start(program: string, fingerprint: string): Promise<Chromium> {
    const profile = await mkdtemp(path.join(tmpdir(), "dalil-bench-profile-"));
    const flags = [...FLAGS, `--user-data-dir=${profile}`, `--ignore-certificate-errors-spki-list=${fingerprint}`];
    if (process.getuid?.() === 0) {
      // The sandbox refuses to work for root.
      flags.push("--no-sandbox");
    }
    const started = spawn(program, [...flags, "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    await once(started, "spawn").catch((error: Error) => {
      throw new Error(`${program} can't be started (${error.message}); name a Chromium with --chromium`);
    });
    const devtools = new DevTools(started.stdio[3] as Writable, started.stdio[4] as Readable);
    const { product } = await devtools.send("Browser.getVersion");
    return new Chromium(devtools, product, started, profile);
  }

  async stop(): Promise<void> {
    const ended = once(this.process, "exit");
    await this.devtools.send("Browser.close").catch(() => undefined);
    await ended;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
