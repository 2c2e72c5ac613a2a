import { askEngine } from "./ask-engine.ts";
import { lockedFailure } from "./engine-failure.ts";
import { ParentMessage, type StartMessage } from "./engine-messages.ts";
import { lockDataDir } from "./lock-data-dir.ts";
import { prepareDataDir } from "./prepare-data-dir.ts";
import { LIBRARY, openLibrary, runServer } from "./run-library.ts";

/** Closing tables takes well under a second; idle clients can stretch it to five. Killing it loses nothing that was answered. */
const STOP_GRACE_MS = 8000;

let stop = (): void => process.exit(0);

// Ctrl-C goes to everything in the terminal: only the parent decides when the database ends, after those who use it.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("SIGTERM", () => stop());
process.on("disconnect", () => stop());
process.on("message", (received) => {
  const message = ParentMessage.parse(received);
  if (message.kind === "stop") stop();
  else void run(message);
});

async function run(start: StartMessage): Promise<void> {
  openLibrary(start.library);
  const lock = lockDataDir(start.dataDir, LIBRARY);
  if (lock.kind === "held") {
    process.send?.(lockedFailure(start.dataDir, lock.pid), () => process.exit(1));
    return;
  }
  const moved = prepareDataDir(start);
  for (const file of moved) console.error(`Moved the empty table definition ${file} aside`);
  stop = stopOnce(start);
  await runServer(start);
  process.exit(0);
}

/** Kills the query that keeps the server alive; the server then closes its tables and returns. */
function stopOnce({ port, password }: StartMessage): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    setTimeout(killSelf, STOP_GRACE_MS).unref();
    void endKeepAliveQuery(port, password);
  };
}

async function endKeepAliveQuery(port: number, password: string): Promise<void> {
  const answer = await askEngine(port, password, "KILL QUERY WHERE interface = 6 ASYNC FORMAT Null");
  if (answer === undefined) killSelf();
}

function killSelf(): void {
  process.kill(process.pid, "SIGKILL");
}
