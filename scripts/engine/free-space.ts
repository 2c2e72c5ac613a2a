import { existsSync, mkdirSync, statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { KEEP_FREE_BYTES } from "./engine-config.ts";
import { engineFailure, type EngineFailure } from "./engine-failure.ts";

/** Below this the engine would open and then refuse the first inserts (bytes). */
const NEEDED_BYTES = KEEP_FREE_BYTES + 256 * 1024 * 1024;

/** Step by step, because Node's own recursive way never ends where a folder cannot be made although its parent is there (`/proc`). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Makes the data directory and sees whether its disk has room; undefined when all is well. */
export function checkFreeSpace(dataDir: string): EngineFailure | undefined {
  try {
    makeFolder(resolve(dataDir));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return engineFailure("unusable-dir", `Cannot write to the data directory ${dataDir}: ${cause}`);
  }
  const free = freeBytes(dataDir);
  if (free >= NEEDED_BYTES) return undefined;
  return engineFailure(
    "disk-full",
    `The disk that holds ${dataDir} has ${mebibytes(free)} MiB free and Seamscope needs ${mebibytes(NEEDED_BYTES)} MiB; ` +
      "free some space, or choose another place with SEAMSCOPE_DATA_DIR.",
  );
}

/** What is left for this user on the disk of a folder (bytes). */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function mebibytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
