/** An archive as another version of Dalil might have built it. */

import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";

import { inflate } from "../../../www/src/envelope.ts";
import type { Archive } from "./archives.ts";

const OTHER = "engine-0ther";

/** Gives an archive an engine of another name, whose view counts "entries" rather than "articles". */
export async function makeOtherVersion({ folder }: Archive): Promise<void> {
  const engine = (await readdir(folder)).find((name) => name.startsWith("engine-")) ?? "";
  await rename(join(folder, engine), join(folder, OTHER));
  const change = async (name: string, change: (text: string) => string | Promise<string>): Promise<void> => {
    const path = join(folder, name);
    await writeFile(path, await change(await readFile(path, "utf8")));
  };
  const renamed = (text: string): string => text.replaceAll(engine, OTHER);
  await change("manifest.js", (text) => restated(text, renamed));
  await change(`${OTHER}/engine.js`, (text) => restated(text, renamed));
  await change(`${OTHER}/view.js`, (text) => text.replaceAll("{n} articles", "{n} entries"));
  await Promise.all(["widget.js", "dalil.js", "index.html"].map((name) => change(name, renamed)));
}

/** A data file with other names in its header, and the checksum of that (see FORMAT.md). */
async function restated(file: string, renamed: (text: string) => string): Promise<string> {
  const [, stated = "", data = "", rest = ""] = /^Dalil\.deliver\("(.* )[0-9a-f]{8}","([^"]*)"(.*)$/s.exec(file) ?? [];
  const header = renamed(stated);
  const payload = await inflate(data, "a data file");
  const [, code = ""] = /^,function factory\(\)\{(.*);return host\}\);\n$/s.exec(rest) ?? [];
  const checksum = crc32(Buffer.concat([Buffer.from(header), payload, Buffer.from(code)]));
  return `Dalil.deliver("${header}${checksum.toString(16).padStart(8, "0")}","${data}"${rest}`;
}
