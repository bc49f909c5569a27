/** The harbour's archive on a host of its own, for all tests of a file. */

import { after, before } from "node:test";

import { Archive, HARBOUR } from "./archives.ts";
import { Host } from "./server.ts";

/** What is there while the tests run. */
export interface Served {
  archive: Archive;
  host: Host;
}

/** Builds and serves it before the file's tests, and takes it away after them; what is returned is filled by then. */
export function serveHarbour(): Served {
  const served = {} as Served;
  before(async () => {
    served.archive = await Archive.build(HARBOUR);
    served.host = await Host.start(served.archive.folder);
  });
  after(async () => {
    await served.host.stop();
    await served.archive.remove();
  });
  return served;
}
