/** The primer: what an archive's articles are inflated behind, since they refer to it. */

/** Keeps the primer and has articles wait for it. */
export class Primer {
  #coming: Promise<unknown> = Promise.resolve();
  #bytes = new Uint8Array();

  /** Notes that a file is on its way; articles wait for a primer. */
  expect(path: string, coming: Promise<void>): void {
    if (path.startsWith("primer-")) {
      this.#coming = coming.catch(() => undefined);
    }
  }

  /** Keeps a file that the engine has accepted, if it is the primer. */
  keep(path: string, payload: Uint8Array<ArrayBuffer>): void {
    if (path.startsWith("primer-")) {
      this.#bytes = payload;
    }
  }

  /** What this file is inflated behind: nothing, but for articles. */
  async before(path: string): Promise<Uint8Array<ArrayBuffer>> {
    if (!path.includes("/articles-")) {
      return new Uint8Array();
    }
    await this.#coming;
    return this.#bytes;
  }
}
