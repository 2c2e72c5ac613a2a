import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const TEST = /\.test\.tsx?$/;

/**
 * What is made from files: `stamp` is where the hash of the inputs is kept, `result` a file that the work makes.
 * @typedef {{ stamp: string, inputs: string[], result: string }} Product
 */

/**
 * Does the work if the inputs changed since it last succeeded.
 * @param {Product & { work: () => Promise<void> }} job
 */
export async function whenChanged({ work, ...product }) {
  if (isFresh(product)) return;
  const hash = hashFiles(product.inputs);
  // Removed first: work cut off half-way must not look done.
  rmSync(product.stamp, { force: true });
  await work();
  writeStamp(product.stamp, hash);
}

/**
 * Notes that the product has been made from its inputs as they are now.
 * @param {Product} product
 */
export function markFresh({ stamp, inputs }) {
  writeStamp(stamp, hashFiles(inputs));
}

/**
 * Whether the product was made from its inputs as they are now.
 * @param {Product} product
 */
export function isFresh({ stamp, inputs, result }) {
  return existsSync(result) && existsSync(stamp) && readFileSync(stamp, "utf8") === hashFiles(inputs);
}

/**
 * @param {string} stamp
 * @param {string} hash
 */
function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/**
 * One hash over the names and contents of files and folders, tests apart. Paths that do not exist count as empty.
 * @param {string[]} paths
 */
function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(listFiles)) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return TEST.test(path) ? [] : [path];
  return readdirSync(path).toSorted().flatMap((name) => listFiles(join(path, name)));
}
