import { askEngine } from "./ask-engine.ts";
import { engineFailure, lockedFailure, WAYS_ON, type EngineFailure } from "./engine-failure.ts";
import type { ChildMessage, StartMessage, StopMessage } from "./engine-messages.ts";
import { findLibrary } from "./find-library.ts";
import { lockDataDir } from "./lock-data-dir.ts";
import { prepareDataDir } from "./prepare-data-dir.ts";
import { LIBRARY, openLibrary, runServer } from "./run-library.ts";

/** Closing tables takes well under a second; idle clients can stretch it to five. */
const STOP_GRACE_MS = 8000;

// Ctrl-C goes to everything in the terminal: only the parent decides when the database ends, after those who use it.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("message", (message: StartMessage | StopMessage) => {
  if (message.kind === "start") void run(message);
});
process.on("disconnect", () => process.exit(0));

async function run(start: StartMessage): Promise<void> {
  const failure = prepare(start);
  if (failure !== undefined) return fail(failure);
  stopWhenAsked(start);
  await runServer(start.dataDir, start.port);
  process.exit(0);
}

function prepare({ dataDir, password }: StartMessage): EngineFailure | undefined {
  const library = findLibrary();
  if (library === undefined) {
    const platform = `${process.platform}-${process.arch}`;
    return engineFailure("no-binary", `The embedded ClickHouse has no binary for ${platform}; ${WAYS_ON}.`);
  }
  openLibrary(library.path);
  const lock = lockDataDir(dataDir, LIBRARY);
  if (lock.kind === "held") return lockedFailure(dataDir, lock.pid);
  const moved = prepareDataDir(dataDir, password);
  for (const file of moved) console.error(`Moved the empty table definition ${file} aside`);
  return undefined;
}

function stopWhenAsked({ port, password }: StartMessage): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.kill(process.pid, "SIGKILL"), STOP_GRACE_MS).unref();
    void askEngine(port, password, "KILL QUERY WHERE interface = 6 ASYNC FORMAT Null").then((answer) => {
      if (answer === undefined) process.kill(process.pid, "SIGKILL");
    });
  };
  process.on("SIGTERM", stop);
  process.removeAllListeners("disconnect").on("disconnect", stop);
  process.on("message", (message: StartMessage | StopMessage) => {
    if (message.kind === "stop") stop();
  });
}

function fail(failure: ChildMessage): void {
  process.send?.(failure, () => process.exit(1));
}
