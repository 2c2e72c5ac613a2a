import { fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const LAST_WORDS_MAX = 4000;
/** Printed at every start, and explains nothing. */
const CHATTER = /^Logging .* to .*\n/gm;

/** How an engine's process ended; `lastWords` is the end of what it printed. */
export interface EngineExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  lastWords: string;
}

/** Forks the engine's process, which then waits for its start message. */
export function forkChild(): ChildProcess {
  const bundle = fileURLToPath(new URL("./engine.mjs", import.meta.url));
  const isBundled = existsSync(bundle);
  return fork(isBundled ? bundle : fileURLToPath(new URL("./main.ts", import.meta.url)), [], {
    // A group of its own: Ctrl-C must not reach the database before those who still write to it.
    detached: true,
    env: { ...process.env, TZ: "UTC" },
    execArgv: isBundled ? [] : ["--import", typescriptLoader()],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

/** Resolves when the process is gone, with the end of what it printed. */
export function watchExit(child: ChildProcess): Promise<EngineExit> {
  let lastWords = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (lastWords = (lastWords + chunk.toString("utf8")).slice(-LAST_WORDS_MAX)));
  }
  return new Promise((ended) => {
    child.once("error", (error) => ended({ code: null, signal: null, lastWords: error.message }));
    child.once("close", (code, signal) => ended({ code, signal, lastWords: lastWords.replace(CHATTER, "").trim() }));
  });
}

function typescriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
}
