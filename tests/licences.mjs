// `node tests/licences.mjs FOLDER...`: what the lock files there install is held to the licences of deny.toml, to exact versions and to checksums.

import { readFileSync } from "node:fs";
import path from "node:path";

const allowed = new Set(/^allow = \[([^\]]*)\]/m.exec(readFileSync("deny.toml", "utf8"))[1].match(/[\w.-]+(?: WITH [\w-]+)?/g));

/** `(A OR B) AND C` without brackets inside brackets, which no package here has. */
function isAllowed(licence) {
  const bare = licence.replace(/^\((.*)\)$/, "$1");
  if (bare.includes("(")) {
    return false;
  }
  return bare.split(" OR ").some((choice) => choice.split(" AND ").every((one) => allowed.has(one)));
}

function faults(folder) {
  const read = (name) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  const own = read("package.json");
  const ranges = Object.entries({ ...own.dependencies, ...own.devDependencies });
  const loose = ranges.filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(version));
  const installed = Object.entries(read("package-lock.json").packages).filter(([place, { link }]) => place !== "" && !link);
  const unlicensed = installed.filter(([, { license }]) => typeof license !== "string" || !isAllowed(license));
  const unchecked = installed.filter(([, { integrity }]) => !integrity);
  return [
    ...loose.map(([name, version]) => `${name}: ${version} is no exact version`),
    ...unlicensed.map(([place, { license }]) => `${place}: ${license} is not among the licences of deny.toml`),
    ...unchecked.map(([place]) => `${place}: the lock file has no checksum`),
  ];
}

const found = process.argv.slice(2).flatMap((folder) => faults(folder).map((fault) => `${folder}: ${fault}`));
found.forEach((fault) => console.error(`   ${fault}`));
process.exitCode = found.length > 0 ? 1 : 0;
