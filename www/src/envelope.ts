/** Every file of an archive is one statement that delivers a header and a text; here it is taken apart. */

import { bytesOf } from "./base85.ts";
import { Failure } from "./failure.ts";

/** A delivered file, not yet inflated. */
export interface Delivery {
  /** `dalil 1 <folder> <kind> <number> <crc32>`. */
  header: string;
  /** A raw deflate stream in base 85. */
  data: string;
  /** Only in engine.js: makes the host. */
  factory?: (() => unknown) | undefined;
}

const OPENING = 'Dalil.deliver("';
const BETWEEN = '","';
const CLOSING = '");';

/** Takes apart a data file that was fetched as text. */
export function parse(text: string, name: string): Delivery {
  const statement = text.trimEnd();
  const middle = statement.indexOf(BETWEEN, OPENING.length);
  if (!statement.startsWith(OPENING) || !statement.endsWith(CLOSING) || middle < 0) {
    throw new Failure("damaged", `${name} is not a file of an archive, or only a part of one`);
  }
  return {
    header: statement.slice(OPENING.length, middle),
    data: statement.slice(middle + BETWEEN.length, -CLOSING.length),
  };
}

/** The file's length as it lies on the host: ASCII, one statement, one line end. */
export function storedLength({ header, data }: Delivery): number {
  return OPENING.length + header.length + BETWEEN.length + data.length + CLOSING.length + 1;
}

/** The folder a header names. */
export function folderOf(header: string): string {
  return header.split(" ")[2] ?? "";
}

/** The payload of a delivered file, which may refer to what stands in a primer. */
export async function inflate(data: string, name: string, primer = new Uint8Array()): Promise<Uint8Array<ArrayBuffer>> {
  const inflated = new DecompressionStream("deflate-raw");
  const writer = inflated.writable.getWriter();
  try {
    const parts = [...(primer.length > 0 ? [stored(primer)] : []), bytesOf(data)];
    // All at once: a stream stops taking what nobody reads.
    const written = [...parts.map((part) => writer.write(part)), writer.close()];
    const [read] = await Promise.all([new Response(inflated.readable).arrayBuffer(), ...written]);
    return new Uint8Array(read, primer.length);
  } catch (error) {
    throw new Failure("damaged", `${name} is damaged: its contents can't be unpacked`, error);
  }
}

/** The primer as the first block of the stream, stored as it is: no browser takes a dictionary. */
function stored(primer: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(5 + primer.length);
  const view = new DataView(block.buffer);
  view.setUint16(1, primer.length, true);
  view.setUint16(3, ~primer.length, true);
  block.set(primer, 5);
  return block;
}

