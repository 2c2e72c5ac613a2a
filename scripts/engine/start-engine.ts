import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { askEngine } from "./ask-engine.ts";
import { ENGINE_USER } from "./engine-config.ts";
import { explainDeath, portTakenFailure, type EngineFailure } from "./engine-failure.ts";
import type { ChildMessage, StartMessage, StopMessage } from "./engine-messages.ts";
import { freePort, isPortFree } from "./free-port.ts";
import { checkFreeSpace } from "./free-space.ts";

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 25;
const LAST_WORDS_MAX = 4000;

/** How an engine's process ended; `lastWords` is the end of what it printed. */
export interface EngineExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  lastWords: string;
}

/** A running embedded ClickHouse; `url`, `user` and `password` fit CLICKHOUSE_URL, CLICKHOUSE_USER and CLICKHOUSE_PASSWORD. */
export interface Engine {
  kind: "engine";
  url: string;
  user: string;
  password: string;
  port: number;
  pid: number;
  /** Closes tables and ends the process; at most about ten seconds. Close your clients first, then it is quick. */
  stop(): Promise<void>;
  /** Calls the listener when the process ends, wanted or not. */
  onExit(listener: (exit: EngineExit) => void): void;
}

/** Where the data is, and, for a restart that clients should not notice, the port and the password of the time before. */
export interface EngineOptions {
  dataDir: string;
  port?: number;
  password?: string;
}

/**
 * Starts the embedded ClickHouse in a child process and waits until it answers queries. It listens on 127.0.0.1 only, knows one
 * user with a random password, and ends with this process. What can be expected to go wrong comes back as a failure.
 */
export async function startEngine(options: EngineOptions): Promise<Engine | EngineFailure> {
  const dataDir = resolve(options.dataDir);
  const noRoom = checkFreeSpace(dataDir);
  if (noRoom !== undefined) return noRoom;
  const port = options.port ?? (await freePort());
  if (!(await isPortFree(port))) return portTakenFailure(port);
  const password = options.password ?? randomBytes(24).toString("base64url");
  const child = forkChild();
  const exited = watchExit(child);
  const start: StartMessage = { kind: "start", dataDir, port, password };
  child.send(start);
  const failure = await Promise.race([untilReady(port, password, exited), untilFailure(child, exited, dataDir, port)]);
  return failure ?? describe(child, exited, port, password);
}

/** From source, tsx runs the child's TypeScript; bundled, the child lies beside this file. */
function forkChild(): ChildProcess {
  const bundled = fileURLToPath(new URL("./engine.mjs", import.meta.url));
  const isBundle = existsSync(bundled);
  const entry = isBundle ? bundled : fileURLToPath(new URL("./main.ts", import.meta.url));
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return fork(entry, [], {
    // A group of its own: Ctrl-C must not reach the database before those who still write to it.
    detached: true,
    env: { ...process.env, TZ: "UTC" },
    execArgv: isBundle ? [] : ["--import", tsx()],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

function watchExit(child: ChildProcess): Promise<EngineExit> {
  let lastWords = "";
  const listen = (chunk: Buffer) => (lastWords = (lastWords + chunk.toString("utf8")).slice(-LAST_WORDS_MAX));
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  return new Promise((ended) => {
    child.once("error", (error) => ended({ code: null, signal: null, lastWords: error.message }));
    child.once("close", (code, signal) => ended({ code, signal, lastWords }));
  });
}

async function untilReady(port: number, password: string, exited: Promise<EngineExit>): Promise<undefined> {
  let ended = false;
  void exited.then(() => (ended = true));
  while ((await askEngine(port, password, "SELECT 1")) !== "1") {
    if (ended) return new Promise<undefined>(() => undefined);
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
  return undefined;
}

function untilFailure(child: ChildProcess, exited: Promise<EngineExit>, dataDir: string, port: number): Promise<EngineFailure> {
  return new Promise((failed) => {
    child.once("message", (message) => failed(message as ChildMessage));
    const tooLong = setTimeout(() => child.kill("SIGKILL"), START_TIMEOUT_MS);
    void exited.then(({ lastWords }) => {
      clearTimeout(tooLong);
      failed(explainDeath(lastWords, dataDir, port));
    });
  });
}

function describe(child: ChildProcess, exited: Promise<EngineExit>, port: number, password: string): Engine {
  const { pid } = child;
  if (pid === undefined) throw new Error("The engine answers, but its process has no id");
  return {
    kind: "engine",
    url: `http://127.0.0.1:${port}`,
    user: ENGINE_USER,
    password,
    port,
    pid,
    async stop() {
      const stop: StopMessage = { kind: "stop" };
      if (child.connected) child.send(stop);
      await exited;
    },
    onExit: (listener) => void exited.then(listener),
  };
}
