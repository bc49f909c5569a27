const OPENABLE = new Set(["http:", "https:", "file:"]);

/** An address that may become a link, absolute; null for none and for whatever would run a script or open a program. */
export function safeAddress(written: string | null, base: URL | string): string | null {
  if (written === null || written === "") {
    return null;
  }
  try {
    const address = new URL(written, base);
    return OPENABLE.has(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}
