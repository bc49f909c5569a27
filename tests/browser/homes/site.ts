/** The folder of a site with its archive in `search`, which tests/homes/run.sh builds. */
export function site(): string {
  return folder("DALIL_SITE");
}

/** Its copy on a read-only medium. */
export function stick(): string {
  return folder("DALIL_STICK");
}

function folder(name: string): string {
  const path = process.env[name];
  if (!path) {
    throw new Error(`${name} is not set: run tests/homes/run.sh`);
  }
  return path;
}
