/** Programs that run beside the tests, and are ended with them. */

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE = 60_000;

/** The first of these programs that is on the PATH. */
export function findProgram(...names: string[]): string {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = candidates.find((file) => existsSync(file));
  if (found === undefined) {
    throw new Error(`${names.join(" or ")} is not on the PATH; ./build.sh test installs it or says how to`);
  }
  return found;
}

/** A program in the background. The end of what it prints is kept, to be shown where it fails. */
export class Program {
  /** What it wrote to its file descriptor 3. */
  told = "";
  #said = "";
  readonly #process: ChildProcess;

  constructor(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    const env = { ...process.env, ...environment };
    this.#process = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe", "pipe"] });
    const [, out, err, more] = this.#process.stdio;
    const listen = (part: Buffer): void => {
      this.#said = (this.#said + part.toString()).slice(-4000);
    };
    out?.on("data", listen);
    err?.on("data", listen);
    more?.on("data", (part: Buffer) => {
      this.told += part.toString();
    });
    this.#process.on("error", (error) => listen(Buffer.from(error.message)));
  }

  /** Waits until it can be used. */
  async ready(isReady: () => boolean | Promise<boolean>): Promise<this> {
    const end = Date.now() + PATIENCE;
    while (!(await isReady())) {
      if (this.#hasEnded || Date.now() > end) {
        await this.end();
        throw new Error(`${this.#process.spawnfile} does not start: ${this.#said}`);
      }
      await pause(20);
    }
    return this;
  }

  /** Ends it, and waits until it has ended. */
  async end(): Promise<void> {
    if (this.#process.pid !== undefined && !this.#hasEnded) {
      const ended = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill();
      await ended;
    }
  }

  get #hasEnded(): boolean {
    return this.#process.pid === undefined || this.#process.exitCode !== null || this.#process.signalCode !== null;
  }
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
