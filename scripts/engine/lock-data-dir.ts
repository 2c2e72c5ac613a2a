import { mkdirSync, openSync, readFileSync, writeSync, ftruncateSync, statSync } from "node:fs";
import { join } from "node:path";
import { DataType, load } from "ffi-rs";
import { engineFolders } from "./engine-config.ts";

const LOCK_EXCLUSIVE = 2;
const LOCK_NON_BLOCKING = 4;

/**
 * Takes the data directory for this process until it ends, however it ends: an flock, so a file left by a killed process
 * never blocks. `library` is the name under which ffi-rs has the engine open; libc is reached through it.
 */
export function lockDataDir(dataDir: string, library: string): { kind: "taken" } | { kind: "held"; pid: number | undefined } {
  const { run } = engineFolders(dataDir);
  mkdirSync(run, { recursive: true, mode: 0o700 });
  const descriptor = openSync(lockFile(dataDir), "a+", 0o600);
  const refused = load({
    library,
    funcName: "flock",
    retType: DataType.I32,
    paramsType: [DataType.I32, DataType.I32],
    // The descriptor is never closed: closing it would give the lock back.
    paramsValue: [descriptor, LOCK_EXCLUSIVE | LOCK_NON_BLOCKING],
  });
  if (refused !== 0) return { kind: "held", pid: readLockPid(dataDir) };
  ftruncateSync(descriptor);
  writeSync(descriptor, String(process.pid));
  return { kind: "taken" };
}

/** The process that last took the data directory; it may have ended since. */
export function readLockPid(dataDir: string): number | undefined {
  const file = lockFile(dataDir);
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  const pid = Number(readFileSync(file, "utf8"));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function lockFile(dataDir: string): string {
  return join(engineFolders(dataDir).run, "lock");
}
