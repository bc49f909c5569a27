import { currentScript } from "../page.ts";
import { trustedScriptAddress } from "../trust.ts";

/** Registers the running script as the service worker of its own folder. Where that can't be, all stays as it was. */
export function register(): void {
  const script = currentScript()?.src;
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (!script || !workers) {
    return;
  }
  if (!workers.controller) {
    // What came before the worker was there is told to it; mostly the browser still has it.
    workers.addEventListener("controllerchange", () => {
      const files = performance.getEntriesByType("resource").map(({ name }) => name);
      workers.controller?.postMessage(files);
    }, { once: true });
  }
  workers.register(trustedScriptAddress(script) as string).catch(() => undefined);
}
