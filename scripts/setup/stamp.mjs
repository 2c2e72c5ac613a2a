import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const TEST = /\.test\.tsx?$/;

/**
 * One hash over the names and contents of files and folders, tests apart. Paths that do not exist count as empty.
 * @param {string[]} paths
 */
export function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(listFiles)) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/**
 * Does work whose result depends on inputs only, if they changed since it last succeeded.
 * @param {{ stamp: string, inputs: string[], result: string, work: () => Promise<void> }} job
 *   `stamp` is where the inputs' hash is kept, `result` a file that the work makes
 */
export async function whenChanged({ stamp, inputs, result, work }) {
  const hash = hashFiles(inputs);
  if (isFresh({ stamp, result, hash })) return;
  // Removed first: work cut off half-way must not look done.
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/**
 * Whether the work was done with inputs of this hash.
 * @param {{ stamp: string, result: string, hash: string }} job
 */
export function isFresh({ stamp, result, hash }) {
  return existsSync(result) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
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
