/** Bytes as text, five characters for four of them: src/format/base85.rs says how. */

const FIRST = 35;
/** The bytes of a text. What is no such text comes out as any bytes: whoever asked holds a file to its checksum. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  for (let read = 0, written = 0; read < text.length; read += 5) {
    let number = 0;
    for (let place = read; place < read + 5; place++) {
      number = number * 85 + digit(text.charCodeAt(place));
    }
    // What lies behind the end of the array is not kept.
    for (let shift = 24; shift >= 0; shift -= 8) {
      bytes[written++] = number >>> shift;
    }
  }
  return bytes;
}

function digit(code: number): number {
  // Behind the end there is no character: what is missing are the highest digits.
  return Number.isNaN(code) ? 84 : (code === 121 ? 60 : code === 120 ? 92 : code) - FIRST;
}
