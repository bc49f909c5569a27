// `node tests/licences.mjs FOLDER...`: what the lock files there install is held to the licences of deny.toml, to exact versions and to checksums;
// the crates of Cargo.lock to the licences, which cargo-deny does more thoroughly where it is.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const allowed = new Set(/^allow = \[([^\]]*)\]/m.exec(readFileSync("deny.toml", "utf8"))[1].match(/[\w.-]+(?: WITH [\w-]+)?/g));
/** Stands for brackets that are allowed. */
const [ALLOWED] = allowed;
/** What cargo says of all packages is some megabytes. */
const LONGEST = 1 << 28;

/** `(A OR B) AND C`, brackets from the innermost outwards; `A/B` is how crates once wrote `A OR B`. */
function isAllowed(licence) {
  const inner = /\(([^()]*)\)/.exec(licence);
  if (inner !== null) {
    return isAllowed(licence.replace(inner[0], isAllowed(inner[1]) ? ALLOWED : "none"));
  }
  return licence.split(/ OR |\//).some((choice) => choice.split(" AND ").every((one) => allowed.has(one.trim())));
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

function cratesFaults() {
  const options = { encoding: "utf8", maxBuffer: LONGEST };
  const { packages } = JSON.parse(execFileSync("cargo", ["metadata", "--locked", "--all-features", "--format-version", "1"], options));
  const excepted = new Set([...readFileSync("deny.toml", "utf8").matchAll(/crate = "([^"]*)"/g)].map(([, name]) => name));
  const foreign = packages.filter(({ name, source }) => source !== null && !excepted.has(name));
  const unlicensed = foreign.filter(({ license }) => typeof license !== "string" || !isAllowed(license));
  return unlicensed.map(({ name, license }) => `crate ${name}: ${license} is not among the licences of deny.toml`);
}

const found = [...cratesFaults(), ...process.argv.slice(2).flatMap((folder) => faults(folder).map((fault) => `${folder}: ${fault}`))];
found.forEach((fault) => console.error(`   ${fault}`));
process.exitCode = found.length > 0 ? 1 : 0;
