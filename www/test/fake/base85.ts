/** Bytes as the builder writes them: src/format/base85.rs says how. */
export function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 4) {
    const four = [0, 1, 2, 3].map((place) => bytes[start + place] ?? 0);
    let number = four.reduce((sum, byte) => sum * 256 + byte, 0);
    const digits: string[] = [];
    for (let place = 0; place < 5; place++) {
      digits.unshift(String.fromCharCode(35 + (number % 85)).replace("<", "y").replace("\\", "x"));
      number = Math.floor(number / 85);
    }
    text += digits.slice(0, Math.min(4, bytes.length - start) + 1).join("");
  }
  return text;
}
