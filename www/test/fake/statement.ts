import { deflateRawSync } from "node:zlib";

/** The text of one data file. */
export function statement(header: string, payload: Uint8Array | string, factory = ""): string {
  return `Dalil.deliver("${header}","${deflateRawSync(payload).toString("base64")}"${factory});\n`;
}
