/** The primer: what an archive's articles are inflated behind, since they refer to it. */

/** Whether a file is the primer. */
export function isPrimer(path: string): boolean {
  return path.startsWith("primer-");
}

/** Whether a file may refer to the primer. */
export function isPrimed(path: string): boolean {
  return path.includes("/articles-");
}
