/** What a build costs the keeper: time, memory, and room on disk. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

/** The cost of one build. */
export interface BuildCost {
  seconds: number;
  /** The most that one of its processes held resident, as `wait4` tells it, in bytes; null where the system has no /proc. */
  largestProcess: number | null;
  /** The most that all its processes held at one time. */
  allProcesses: number | null;
  bytes: number;
  files: number;
}

/** Memory is looked at each so many milliseconds; the largest a process ever was is kept by the system itself. */
const LOOK = 20;

/** Runs a build into a folder that is emptied first. */
export async function measureBuild(command: readonly string[], folder: string): Promise<BuildCost> {
  await rm(folder, { recursive: true, force: true });
  const [program = "", ...rest] = command;
  const began = performance.now();
  const started = spawn(program, rest, { stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  started.stderr.on("data", (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-2000);
  });
  const memory = new Memory(started.pid ?? 0);
  const looking = setInterval(() => memory.look(), LOOK);
  const [status] = (await once(started, "exit")) as [number | null];
  const seconds = (performance.now() - began) / 1000;
  clearInterval(looking);
  if (status !== 0) {
    throw new Error(`${command.join(" ")} ended with ${status}: ${complaints}`);
  }
  return { seconds, ...memory.most(), ...(await sizeOf(folder)) };
}

/** Bytes and files under a folder. */
export async function sizeOf(folder: string): Promise<{ bytes: number; files: number }> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(path.join(parentPath, name))).size));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: files.length };
}

class Memory {
  #largest = 0;
  #together = 0;

  constructor(private readonly root: number) {}

  look(): void {
    let together = 0;
    for (const { most, now } of tree(this.root).map(resident)) {
      this.#largest = Math.max(this.#largest, most);
      together += now;
    }
    this.#together = Math.max(this.#together, together);
  }

  most(): Pick<BuildCost, "largestProcess" | "allProcesses"> {
    return { largestProcess: this.#largest || null, allProcesses: this.#together || null };
  }
}

/** A process and all that it started. */
function tree(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) {
    return [];
  }
  const children = attempt(() => readdirSync(tasks).flatMap((task) => readFileSync(`${tasks}/${task}/children`, "utf8").split(" ")), []);
  return [pid, ...children.filter((child) => child !== "").flatMap((child) => tree(Number(child)))];
}

function resident(pid: number): { most: number; now: number } {
  const status = attempt(() => readFileSync(`/proc/${pid}/status`, "utf8"), "");
  const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * 1024;
  return { most: bytes("VmHWM"), now: bytes("VmRSS") };
}

/** A process may end while it is looked at. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
