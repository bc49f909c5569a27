/**
 * Templates as lit knows them, without lit: the files that the view loads write them, and the view, whose lit is of the same version,
 * draws them. The build puts this in the place of `lit/html.js` there.
 */

import type { TemplateResult } from "lit/html.js";

const written =
  (kind: 1 | 2) =>
  (strings: TemplateStringsArray, ...values: readonly unknown[]): TemplateResult =>
    ({ _$litType$: kind, strings, values }) as unknown as TemplateResult;

export const html = written(1);
export const svg = written(2);
export const nothing = Symbol.for("lit-nothing");
