/** Partners' pages as data: what surrounds the two tags, what is sent with them, and how far the search gets there. */

import type { Name } from "./browsers.ts";

/** How the search runs: in a worker, on the page itself, in a frame of the archive's own page, or not at all, but with a link to it. */
export type Way = "beside" | "here" | "frame" | "link";

/** One page. */
export interface PartnerPage {
  name: string;
  /** The whole page; `tags` are the two that every partner puts there, `script` the first one's address. */
  html?: (tags: string, script: string) => string;
  /** The encoding it is sent in; UTF-8 unless it is told. */
  encoding?: "windows-1256";
  /** What the partner sends with it; `archive` is the origin of the archive's host. */
  headers?: (archive: string) => Record<string, string>;
  /** What the archive's host sends with its files. */
  archiveHeaders?: Record<string, string | null>;
  /** The tags name another host, which sends everybody on to the archive's. */
  moved?: true;
  /** What is typed; "lighthouse" unless it is told. */
  query?: string;
  /** The one source that is searched. */
  source?: string;
  way: Way;
  /** Where a browser differs. */
  otherwise?: Partial<Record<Name, Way>>;
}

const page = (head: string, body: string): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Partner</title>${head}</head><body><h1>Partner</h1>${body}</body></html>`;

const policy = (rules: (archive: string) => string) => (archive: string) => ({ "content-security-policy": `default-src 'none'; ${rules(archive)}` });

/** What patched built-in prototypes as Prototype.js and MooTools did, and a loader of modules that wants every script for itself. */
const LIBRARIES = `<script>
  // What the driver itself can't bear: in WebKit either, elsewhere lists of anything but texts.
  if (/Chrome|Firefox/.test(navigator.userAgent)) {
    Array.prototype.toJSON = function () { return this.length > 0 && this.every((each) => typeof each === "string") ? '["' + this.join('", "') + '"]' : this; };
    Object.prototype.extended = function () { return this; };
  }
  Array.prototype.each = function (does) { this.forEach(does); };
  Array.prototype.contains = Array.prototype.includes;
  Array.from = function (list) { const made = []; for (let i = 0; i < list.length; i++) made.push(list[i]); return made; };
  Function.prototype.bind = function (to, ...first) { const call = this; return function (...rest) { return call.apply(to, [...first, ...rest]); }; };
  window.$ = (id) => document.getElementById(id);
  window.define = function () { throw new Error("mismatched anonymous define()"); };
  window.define.amd = {};
  window.exports = {};
  window.module = { exports };
</script>`;

/** What a careless merge of foreign JSON, and a library, leave on every object of a page: among it names that objects of our own use. */
const POLLUTION = `<script>
  for (const name of ["low", "held", "answer", "need", "typing", "filters", "facets", "statistics", "limit", "offset", "sort", "after", "before", "code", "factory"]) {
    Object.prototype[name] = "polluted";
  }
  // WebKit's driver can't bear functions there.
  for (const name of /Chrome|Firefox/.test(navigator.userAgent) ? ["each", "extend", "clone", "map", "keys", "inspect", "first", "has", "add"] : []) {
    Object.prototype[name] = function () { return this; };
  }
</script>`;

/** What scripts that watch a page put around what the browser brings, as zone.js and the like do. */
const WATCHERS = `<script>
  const around = (owner, name) => {
    const real = owner[name];
    owner[name] = function (...given) { window.watched = (window.watched || 0) + 1; return new.target ? Reflect.construct(real, given, new.target) : real.apply(this, given); };
    Object.defineProperties(owner[name], { prototype: { value: real.prototype } });
  };
  for (const name of ["setTimeout", "clearTimeout", "queueMicrotask", "requestAnimationFrame", "fetch"]) around(window, name);
  for (const name of ["stringify", "parse"]) around(JSON, name);
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"]) around(EventTarget.prototype, name);
  for (const name of ["then", "catch", "finally"]) around(Promise.prototype, name);
  for (const name of ["define", "get"]) around(customElements, name);
  for (const name of ["appendChild", "insertBefore", "removeChild"]) around(Node.prototype, name);
  for (const name of ["setAttribute", "attachShadow"]) around(Element.prototype, name);
  window.Promise = class WatchedPromise extends Promise {};
  window.URL = class WatchedURL extends URL {};
  window.MutationObserver = class WatchedObserver extends MutationObserver {};
</script>`;

const WILD = `<style>
  * { all: unset !important; }
  div, form, input, ol, li, p, section { display: none !important; }
  * { color: transparent !important; font-size: 0 !important; visibility: visible !important; text-transform: uppercase !important; }
</style>`;

/** Names by which a page hides the document's own properties. */
const HIDING = ["head", "currentScript", "baseURI", "cookie", "title", "forms", "contentType", "visibilityState", "fonts", "images", "referrer"]
  .map((name) => `<form name="${name}"></form>`)
  .join("");

/** All of them. */
export const PAGES: readonly PartnerPage[] = [
  { name: "with nothing but the two tags", way: "beside" },
  { name: "of an archive whose scripts are called text/plain", archiveHeaders: { "content-type": "text/plain" }, way: "beside" },
  { name: "of an archive whose scripts are called text/html", archiveHeaders: { "content-type": "text/html" }, way: "beside" },
  { name: "of an archive whose scripts are called application/octet-stream", archiveHeaders: { "content-type": "application/octet-stream" }, way: "beside" },
  { name: "of an archive whose scripts have no type at all", archiveHeaders: { "content-type": null }, way: "beside" },
  { name: "whose tags name an address that has moved", moved: true, way: "beside" },
  {
    name: "in windows-1256 and quirks mode",
    html: (tags) => `<html><head><title>صفحة</title></head><body><h1>صفحة الشريك</h1>${tags}</body></html>`,
    encoding: "windows-1256",
    query: "الميناء",
    way: "beside",
  },
  {
    name: "with the least policy that is documented",
    headers: policy((archive) => `script-src ${archive} 'wasm-unsafe-eval'; worker-src blob:`),
    way: "beside",
  },
  { name: "whose policy allows no worker", headers: policy((archive) => `script-src ${archive} 'wasm-unsafe-eval'`), way: "here" },
  {
    name: "whose policy knows scripts by a nonce",
    html: (_, script) => page("", `<script src="${script}" nonce="n1" async></script><dalil-search></dalil-search>`),
    headers: policy(() => "script-src 'nonce-n1' 'strict-dynamic' 'wasm-unsafe-eval'; worker-src blob:"),
    way: "beside",
  },
  {
    name: "that enforces Trusted Types",
    headers: policy(
      (archive) => `script-src ${archive} 'wasm-unsafe-eval'; worker-src blob:; require-trusted-types-for 'script'; trusted-types dalil lit-html 'allow-duplicates'`,
    ),
    way: "beside",
  },
  { name: "isolated by COEP credentialless", headers: () => ({ "cross-origin-embedder-policy": "credentialless", "cross-origin-opener-policy": "same-origin" }), way: "beside" },
  {
    name: "isolated by COEP require-corp, of an archive that lets other sites have its files",
    headers: () => ({ "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" }),
    archiveHeaders: { "cross-origin-resource-policy": "cross-origin" },
    way: "beside",
  },
  { name: "of an archive with nosniff and the right types", archiveHeaders: { "x-content-type-options": "nosniff" }, way: "beside" },
  {
    name: "in XHTML",
    html: (tags) => `<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Partner</title></head><body>${tags.replace(" async", ' async="async"')}</body></html>`,
    headers: () => ({ "content-type": "application/xhtml+xml" }),
    way: "frame",
  },
  { name: "that is sandboxed, and so of no origin", headers: () => ({ "content-security-policy": "sandbox allow-scripts allow-forms" }), way: "beside" },
  { name: "whose styles hide or change everything", html: (tags) => page(WILD, tags), way: "beside" },
  { name: "whose elements hide the document's own properties", html: (tags) => page("", `${HIDING}<a id="Dalil" href="#">Dalil</a>${tags}`), way: "beside" },
  {
    name: "whose policy allows no engine, but a frame",
    headers: policy((archive) => `script-src ${archive}; worker-src blob:; frame-src ${archive}`),
    way: "frame",
  },
  { name: "whose policy allows neither an engine nor a frame", headers: policy((archive) => `script-src ${archive}`), way: "link" },
  {
    name: "whose policy allows no engine, of an archive that lets itself be framed by nobody",
    headers: policy((archive) => `script-src ${archive}; frame-src ${archive}`),
    archiveHeaders: { "x-frame-options": "DENY" },
    way: "link",
  },
  {
    name: "isolated by COEP credentialless, whose policy allows no engine",
    headers: (archive) => ({ ...policy(() => `script-src ${archive}; frame-src ${archive}`)(archive), "cross-origin-embedder-policy": "credentialless" }),
    way: "link",
    otherwise: { WebKitGTK: "frame" },
  },
  { name: "whose policy allows the archive's first script alone", headers: policy((archive) => `script-src ${archive}/widget.js`), way: "link" },
  {
    name: "that enforces Trusted Types and allows none of ours",
    headers: policy((archive) => `script-src ${archive} 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'`),
    way: "link",
  },
  { name: "whose every object has what a careless merge left there", html: (tags) => page(POLLUTION, tags), way: "beside" },
  { name: "whose scripts watch all that is called", html: (tags) => page(WATCHERS, tags), way: "beside" },
  { name: "whose libraries changed the built-in prototypes", html: (tags) => page(LIBRARIES, tags), source: "Coast Times", way: "beside" },
];

/** The page as it is sent. */
export function written({ html, encoding, source }: PartnerPage, script: string): Buffer {
  const tags = `<script src="${script}" async></script>\n<dalil-search${source ? ` source="${source}"` : ""}></dalil-search>`;
  const text = html ? html(tags, script) : page("", tags);
  return encoding ? encode(text, encoding) : Buffer.from(text);
}

/** Its type, as a careful host states it. */
export function typeOf({ encoding }: PartnerPage): string {
  return `text/html; charset=${encoding ?? "utf-8"}`;
}

/** A text in an encoding of one byte a character. */
function encode(text: string, encoding: string): Buffer {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from(Array.from(text, (letter) => letters.indexOf(letter)));
}
