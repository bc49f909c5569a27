/** view.js: everything a reader sees beyond the box. It lies in the folder of the archive's engine, and takes the box over. */

import type { Attached, Box } from "../box/contract.ts";
import { SearchView } from "./search-view.ts";

export function attach(box: Box): Attached {
  const view = new SearchView(box);
  return { detach: () => view.detach() };
}
