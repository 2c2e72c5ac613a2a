import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Runs a TypeScript program in this process, with the arguments that this process was given. Needs the packages installed.
 * @param {string} file from the project's root
 */
export async function runTypescript(file) {
  const { register } = await import("tsx/esm/api");
  register();
  const path = resolve(file);
  process.argv[1] = path;
  await import(pathToFileURL(path).href);
}
