/** An archive as another version of Dalil might have built it. */

import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

import type { Archive } from "./archives.ts";

const OTHER = "engine-0ther";

/** Gives an archive an engine of another name, whose view counts "entries" rather than "articles". */
export async function makeOtherVersion({ folder }: Archive): Promise<void> {
  const engine = (await readdir(folder)).find((name) => name.startsWith("engine-")) ?? "";
  await rename(join(folder, engine), join(folder, OTHER));
  const change = async (name: string, change: (text: string) => string): Promise<void> => {
    const path = join(folder, name);
    await writeFile(path, change(await readFile(path, "utf8")));
  };
  const renamed = (text: string): string => text.replaceAll(engine, OTHER);
  await change("manifest.js", (text) => restated(text, renamed));
  await change(`${OTHER}/engine.js`, (text) => restated(text, renamed));
  await change(`${OTHER}/view.js`, (text) => text.replaceAll("{n} articles", "{n} entries"));
  await Promise.all(["widget.js", "dalil.js", "index.html"].map((name) => change(name, renamed)));
}

/** A data file with other names in its header and, where it is JSON, in its payload, and the checksum of that (see FORMAT.md). */
function restated(file: string, renamed: (text: string) => string): string {
  const [, stated = "", data = "", rest = ""] = /^Dalil\.deliver\("(.* )[0-9a-f]{8}","([^"]*)"(.*)$/s.exec(file) ?? [];
  const header = renamed(stated);
  const payload = inflateRawSync(Buffer.from(data, "base64"));
  const isJson = payload[0] === "{".charCodeAt(0);
  const changed = isJson ? Buffer.from(renamed(payload.toString())) : payload;
  const [, code = ""] = /^,function factory\(\)\{(.*);return host\}\);\n$/s.exec(rest) ?? [];
  const checksum = crc32(Buffer.concat([Buffer.from(header), changed, Buffer.from(code)]));
  return `Dalil.deliver("${header}${checksum.toString(16).padStart(8, "0")}","${deflateRawSync(changed).toString("base64")}"${rest}`;
}
