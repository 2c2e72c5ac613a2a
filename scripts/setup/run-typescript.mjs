import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs a TypeScript program with the arguments that this process was given, and ends as it ends. A process of its own,
 * because tsx must be there before Node reads the program. Needs the packages installed.
 * @param {string} file from the project's root
 */
export async function runTypescript(file) {
  const program = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), file, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP", "SIGINT"])) process.on(signal, () => program.kill(signal));
  const [code] = await once(program, "exit");
  process.exitCode = code ?? 1;
}
