/** A WebDriver server of its own for each browser, on a free port, ended with the tests that used it. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";

const STARTING = 20_000;

/** A process that answers on a port. */
export interface Driver {
  readonly address: string;
  stop(): Promise<void>;
}

/** Where a command lies; null where it isn't installed. */
export function find(command: string, further: readonly string[] = []): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...further];
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file)) ?? null;
}

/** Starts a driver; `portOption` is how it is told its port. */
export async function startDriver(command: string, portOption: (port: number) => string[], env: NodeJS.ProcessEnv): Promise<Driver> {
  const port = await freePort();
  const running = spawn(command, portOption(port), { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const said = listen(running);
  const address = `http://127.0.0.1:${port}`;
  try {
    await untilReady(address, running);
  } catch (error) {
    await stop(running);
    throw new Error(`${command} does not answer: ${said()}`, { cause: error });
  }
  return { address, stop: () => stop(running) };
}

/** Ends a process and waits until it has ended. */
export async function stop(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) {
    return;
  }
  const ended = once(running, "exit");
  running.kill("SIGTERM");
  const patience = setTimeout(() => running.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(patience);
}

/** Keeps the last that a process said, for the message when it fails; it must be read anyway, or the process stands still. */
export function listen(running: ChildProcess): () => string {
  let said = "";
  for (const stream of [running.stdout, running.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4_000)));
  }
  running.on("error", (error) => (said += error.message));
  return () => said;
}

async function untilReady(address: string, running: ChildProcess): Promise<void> {
  const end = Date.now() + STARTING;
  for (;;) {
    if (running.exitCode !== null) {
      throw new Error(`it ended with status ${running.exitCode}`);
    }
    try {
      const { value } = (await (await fetch(`${address}/status`)).json()) as { value: { ready: boolean } };
      if (value.ready) {
        return;
      }
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A port nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") {
    throw new Error("no free port was given");
  }
  return address.port;
}
