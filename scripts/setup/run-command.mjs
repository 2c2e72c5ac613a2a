import { spawn } from "node:child_process";

/** @typedef {{ code: number | null, stdout: string, output: string }} Outcome `output` is stdout and stderr as they came */

/** @type {NodeJS.Signals[]} */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** npm goes on installing for a while after Ctrl-C; what it leaves half done is done again next time. */
const GRACE_MS = 2000;

/**
 * Runs a command to its end and keeps what it prints. Signals are passed on and then end this process too, because an
 * install that goes on alone breaks the next one. Never spawnSync: it would not hear the signal.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, show?: boolean }} [options] `show` prints the output as it comes, too
 * @returns {Promise<Outcome>}
 */
export function runCommand(command, args, { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    let stdout = "";
    let output = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    for (const [from, to] of /** @type {const} */ ([[child.stdout, process.stdout], [child.stderr, process.stderr]])) {
      from.on("data", (chunk) => {
        output += chunk;
        if (show) to.write(chunk);
      });
    }
    /** @type {NodeJS.Signals | undefined} */
    let heard;
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      heard = signal;
      child.kill(signal);
      setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
    };
    for (const signal of SIGNALS) process.on(signal, passOn);
    const finish = (/** @type {Outcome} */ outcome) => {
      for (const signal of SIGNALS) process.off(signal, passOn);
      if (heard === undefined) resolve(outcome);
      else process.exit(130);
    };
    child.once("error", (error) => finish({ code: 127, stdout, output: error.message }));
    child.once("close", (code) => finish({ code, stdout, output }));
  });
}
