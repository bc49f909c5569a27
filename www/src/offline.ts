/**
 * dalil-offline.js: one line on a page, `<script src="search/dalil-offline.js" async></script>`, and what a reader has seen of the search
 * works without a network. The same file is that line's script and the service worker it registers.
 */

import { register } from "./offline/register.ts";
import { answer, prepare, type Keeping } from "./offline/keep.ts";

/** The folder of the engine that lies beside this file; the builder puts it here. */
const ENGINE = "{{engine}}";

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends LastingEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

interface Worker {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  oninstall: (event: LastingEvent) => void;
  onactivate: (event: LastingEvent) => void;
  onfetch: (event: FetchEvent) => void;
  onmessage: (event: LastingEvent & { data: unknown }) => void;
}

function work(worker: Worker): void {
  const { scope } = worker.registration;
  // Caches belong to a whole host, which may have several archives.
  const keeping: Keeping = { scope, open: () => caches.open(`dalil ${scope}`), fetch: (request) => fetch(request) };
  const files = ["./", "index.html", "widget.js", "manifest.js", `${ENGINE}/engine.js`, `${ENGINE}/view.js`];
  worker.oninstall = (event) => event.waitUntil(Promise.all([prepare(files, keeping), worker.skipWaiting()]));
  worker.onactivate = (event) => event.waitUntil(worker.clients.claim());
  worker.onmessage = (event) => event.waitUntil(prepare(Array.isArray(event.data) ? event.data.map(String) : [], keeping));
  worker.onfetch = (event) => {
    const answered = answer(event.request, keeping, (later) => event.waitUntil(later));
    if (answered) {
      event.respondWith(answered);
    }
  };
}

if (typeof document === "object") {
  register();
} else {
  work(globalThis as unknown as Worker);
}
