import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { askEngine } from "./ask-engine.ts";
import type { EngineCluster } from "./engine-cluster.ts";
import { ENGINE_USER } from "./engine-config.ts";
import { explainDeath, portTakenFailure, type EngineFailure } from "./engine-failure.ts";
import { ChildMessage, type ParentMessage, type StartMessage } from "./engine-messages.ts";
import { findLibrary } from "./find-library.ts";
import { forkChild, watchExit, type EngineExit } from "./fork-child.ts";
import { freePort, isPortFree } from "./free-port.ts";
import { checkFreeSpace } from "./free-space.ts";

/** Opening takes half a second, and some seconds with very many parts. */
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 25;

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

/**
 * Where the data is, and, for a restart that clients should not notice, the port and the password of the time before. All engines
 * of a cluster have one password.
 */
export interface EngineOptions {
  dataDir: string;
  port?: number;
  password?: string;
  cluster?: EngineCluster;
}

/**
 * Starts the embedded ClickHouse in a child process and waits until it answers queries. It listens on 127.0.0.1 only, knows one
 * user with a random password, and ends with this process. What can be expected to go wrong comes back as a failure.
 */
export async function startEngine(options: EngineOptions): Promise<Engine | EngineFailure> {
  const dataDir = resolve(options.dataDir);
  const library = await findLibrary();
  if (library.kind === "failure") return library;
  const noRoom = checkFreeSpace(dataDir);
  if (noRoom !== undefined) return noRoom;
  const port = options.port ?? (await freePort());
  if (!(await isPortFree(port))) return portTakenFailure(port);
  const password = options.password ?? randomBytes(24).toString("base64url");
  const { cluster } = options;
  return launch({ kind: "start", library: library.path, dataDir, port, password, ...(cluster === undefined ? {} : { cluster }) });
}

async function launch(start: StartMessage): Promise<Engine | EngineFailure> {
  const child = forkChild();
  const exited = watchExit(child);
  const failed = untilFailure(child, exited, start);
  const tooLong = setTimeout(() => child.kill("SIGKILL"), START_TIMEOUT_MS);
  const over = new AbortController();
  child.send(start);
  try {
    return await Promise.race([failed, untilReady(start, over.signal).then(() => describe(child, exited, start))]);
  } finally {
    clearTimeout(tooLong);
    over.abort();
  }
}

async function untilReady({ port, password }: StartMessage, over: AbortSignal): Promise<void> {
  const isReady = async () => (await askEngine(port, password, "SELECT 1")) === "1";
  while (!over.aborted && !(await isReady())) await delay(POLL_MS);
}

async function untilFailure(child: ChildProcess, exited: Promise<EngineExit>, start: StartMessage): Promise<EngineFailure> {
  const reported = new Promise<EngineFailure>((report) => {
    child.once("message", (message) => report(ChildMessage.parse(message)));
  });
  const ended = exited.then(({ lastWords }) => explainDeath(lastWords, start.dataDir, start.port));
  return Promise.race([reported, ended]);
}

function describe(child: ChildProcess, exited: Promise<EngineExit>, { port, password }: StartMessage): Engine {
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
      const stop: ParentMessage = { kind: "stop" };
      if (child.connected) child.send(stop);
      await exited;
    },
    onExit: (listener) => {
      void exited.then(listener);
    },
  };
}
