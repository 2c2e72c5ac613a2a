import { runCommand } from "./run-command.mjs";

/** @typedef {{ env?: Record<string, string>, show?: boolean }} Options as of runCommand */

/**
 * Runs npm, the one that runs us where there is one.
 * @param {string[]} args
 * @param {Options} [options]
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm === undefined ? runCommand("npm", args, options) : runCommand(process.execPath, [npm, ...args], options);
}

/**
 * Runs a script of package.json, which is where each tool's command stands.
 * @param {string} name
 * @param {string[]} [args]
 * @param {Options} [options]
 */
export function runNpmScript(name, args = [], options) {
  return runNpm(["run", "--silent", name, "--", ...args], options);
}
