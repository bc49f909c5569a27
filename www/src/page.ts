/**
 * The document's own properties. On a partner's page an element named `head` or `currentScript` hides the property of that
 * name, so they are read from the prototypes, where no element can come between.
 */

/** The classic script that is running, if one is. */
export function currentScript(): HTMLScriptElement | null {
  const script = property(Document.prototype, "currentScript");
  return script instanceof HTMLScriptElement ? script : null;
}

/** What relative addresses on this page are relative to. */
export function baseAddress(): string {
  return String(property(Node.prototype, "baseURI"));
}

/** The language the page states, or "". */
export function pageLanguage(): string {
  const root = pageRoot();
  return root instanceof HTMLElement ? root.lang : "";
}

/** The page's outermost element. */
export function pageRoot(): Element {
  return property(Document.prototype, "documentElement") as Element;
}

/** Whether the page is read as HTML, and so are templates on it. */
export function isHtml(): boolean {
  return property(Document.prototype, "contentType") === "text/html";
}

/** A new script element. */
export function createScript(): HTMLScriptElement {
  return Document.prototype.createElement.call(document, "script") as HTMLScriptElement;
}

/** Puts a script on the page, which loads it. */
export function attach(script: HTMLScriptElement): void {
  const place = property(Document.prototype, "head") ?? property(Document.prototype, "documentElement");
  Node.prototype.appendChild.call(place as Node, script);
}

function property(prototype: object, name: string): unknown {
  return Reflect.get(prototype, name, document);
}
