/** WebKitGTK's browser has no headless mode: it draws on a display that nobody sees. */

import { spawn } from "node:child_process";

import { find, listen, stop } from "./driver.ts";

/** A display of its own. */
export interface Display {
  readonly name: string;
  stop(): Promise<void>;
}

/** Starts Xvfb, which looks for a free number itself and says which it has taken once it is ready. */
export async function startDisplay(): Promise<Display> {
  const command = find("Xvfb");
  if (command === null) {
    throw new Error("Xvfb is missing; on Debian or Ubuntu: sudo apt-get install xvfb");
  }
  const running = spawn(command, ["-displayfd", "3", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const said = listen(running);
  const number = await new Promise<string>((resolve, reject) => {
    running.stdio[3]?.once("data", (data: Buffer) => resolve(data.toString().trim()));
    running.once("exit", (status) => reject(new Error(`Xvfb ended with status ${status}: ${said()}`)));
    running.once("error", reject);
  });
  return { name: `:${number}`, stop: () => stop(running) };
}
