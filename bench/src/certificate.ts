/** A certificate for localhost that lives as long as the run. HTTP/2 in a browser needs TLS. */

import { X509Certificate, createHash } from "node:crypto";

import { generate } from "selfsigned";

/** A certificate and how a browser is told to believe it. */
export interface Certificate {
  key: string;
  cert: string;
  /** SHA-256 of the public key, in base64: Chromium believes a certificate with it, and caches what comes by it. */
  fingerprint: string;
}

/** Makes a certificate. */
export async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "localhost" }], { keyType: "ec", algorithm: "sha256" });
  const publicKey = new X509Certificate(made.cert).publicKey.export({ type: "spki", format: "der" });
  return { key: made.private, cert: made.cert, fingerprint: createHash("sha256").update(publicKey).digest("base64") };
}
