import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Config } from "@/lib/config/env.ts";
import { checkFreeSpace, freeBytes } from "../engine/free-space.ts";
import { readLockPid } from "../engine/lock-data-dir.ts";
import { ok, problem, type DoctorLine } from "./doctor-line.ts";

/** Whether the data directory can be written, has room, and who holds it. */
export function checkDataDir(config: Config): DoctorLine[] {
  const dataDir = resolve(config.SEAMSCOPE_DATA_DIR);
  const folder = existingFolder(dataDir);
  if (!isWritable(folder)) {
    return [problem(`the data directory ${dataDir} cannot be written: change its owner, or choose another with SEAMSCOPE_DATA_DIR`)];
  }
  const noRoom = checkFreeSpace(folder);
  const gibibytes = (freeBytes(folder) / 1024 ** 3).toFixed(1);
  return [
    ok(`the data directory ${dataDir} can be written`),
    noRoom === undefined ? ok(`its disk has ${gibibytes} GiB free`) : problem(noRoom.message),
    describeHolder(dataDir),
  ];
}

/** The folder itself, or the nearest one above it that exists: nothing is made just to look. */
export function existingFolder(path: string): string {
  return existsSync(path) ? path : existingFolder(dirname(path));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function describeHolder(dataDir: string): DoctorLine {
  const pid = readLockPid(dataDir);
  if (pid === undefined || !isEngine(pid)) return ok("no process holds the data directory");
  return ok(`the data directory is in use by a running Seamscope (process ${pid}); a second one needs another SEAMSCOPE_DATA_DIR`);
}

/** A number in a file may belong to another program by now. */
function isEngine(pid: number): boolean {
  try {
    return /engine/.test(execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return false;
  }
}
