import { deflateRawSync } from "node:zlib";

import { textOf } from "./base85.ts";

/** The text of one data file. */
export function statement(header: string, payload: Uint8Array | string, factory = ""): string {
  return `Dalil.deliver("${header}","${textOf(deflateRawSync(payload))}"${factory});\n`;
}
