import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ClassicLevel } from "classic-level";

/** The spool's database: bytes to bytes. */
export type Level = ClassicLevel<Buffer, Buffer>;

// Measured with values of 256 kB that are deleted soon: larger buffers cost memory and longer pauses, smaller ones more files;
// compression costs no more processor time than the bytes it saves (docs/decisions/0013-a-spool-on-leveldb.md).
const OPTIONS = {
  keyEncoding: "buffer",
  valueEncoding: "buffer",
  writeBufferSize: 16 * 1024 * 1024,
  maxFileSize: 16 * 1024 * 1024,
  cacheSize: 1024 * 1024,
  compression: true,
} as const;
const LOCKED_PAUSE_MS = 200;
/** Lines of LevelDB's own log that tell of bytes it passed over. */
const DAMAGE = /dropping \d+ bytes|Ignoring error|orruption/;
const DAMAGE_LINES = 5;

/** How to open: repaired first or not, and how long to wait for another process to let go of it. */
interface LevelOptions {
  log: (line: string) => void;
  mustRepair: boolean;
  lockedWithinMs: number;
}

interface Outcome {
  level: Level;
  repaired: boolean;
}

/** Opens the database in a folder; one that is damaged is repaired, and when that fails moved aside whole. Rejects when the disk refuses, or another process has it. */
export async function openLevel(dir: string, options: LevelOptions): Promise<Outcome> {
  const { log, mustRepair } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const orphaned = await lacksCurrent(dir);
  if (orphaned) log(`the spool in ${dir} lacks its file CURRENT and is repaired`);
  const { level, repaired } = orphaned || mustRepair ? await repairAndOpen(dir, options) : await openOrRepair(dir, options);
  const damage = await damageToldIn(dir);
  if (damage.length > 0) log(`the spool in ${dir} was damaged, and what was broken was left out: ${damage.join("; ")}`);
  return { level, repaired: repaired || damage.length > 0 };
}

/** Moves a database that cannot be read aside, for a person to look at; an empty one can take its place. */
export async function moveAside(dir: string, log: (line: string) => void, why: string): Promise<void> {
  const aside = `${dir}.broken-${Date.now()}`;
  await rename(dir, aside);
  log(`the spool in ${dir} cannot be repaired (${why}); it was moved to ${aside}, and an empty one takes its place`);
}

async function openOrRepair(dir: string, options: LevelOptions): Promise<Outcome> {
  try {
    return { level: await openFree(dir, options), repaired: false };
  } catch (error) {
    if (!isDamage(error)) throw error;
    options.log(`the spool in ${dir} cannot be opened and is repaired: ${reasonOf(error)}`);
    return repairAndOpen(dir, options);
  }
}

async function repairAndOpen(dir: string, options: LevelOptions): Promise<Outcome> {
  try {
    await ClassicLevel.repair(dir);
    return { level: await openFree(dir, options), repaired: true };
  } catch (error) {
    if (!isDamage(error)) throw error;
    await moveAside(dir, options.log, reasonOf(error));
    return { level: await openFree(dir, options), repaired: true };
  }
}

async function openFree(dir: string, { lockedWithinMs }: LevelOptions): Promise<Level> {
  const deadline = performance.now() + lockedWithinMs;
  for (;;) {
    const level: Level = new ClassicLevel(dir, OPTIONS);
    try {
      await level.open();
      return level;
    } catch (error) {
      // Opening goes on in the background after an error unless it is closed.
      await level.close();
      if (codeOf(error) !== "LEVEL_LOCKED") throw error;
      if (performance.now() > deadline) throw new Error(`the spool in ${dir} is in use by another collector; give each its own SEAMSCOPE_DATA_DIR`, { cause: error });
      await sleep(LOCKED_PAUSE_MS);
    }
  }
}

/** LevelDB would make a new database there and delete the old one's files. */
async function lacksCurrent(dir: string): Promise<boolean> {
  const files = await readdir(dir);
  return !files.includes("CURRENT") && files.some((file) => /\.(log|ldb|sst)$|^MANIFEST-/.test(file));
}

async function damageToldIn(dir: string): Promise<string[]> {
  const text = await readFile(join(dir, "LOG"), "utf8").catch(() => "");
  return text.split("\n").filter((line) => DAMAGE.test(line)).slice(0, DAMAGE_LINES);
}

/** Whether an error of LevelDB says that its files are broken, rather than that the disk refuses. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  if (code === "LEVEL_CORRUPTION" || code === "LEVEL_NOT_FOUND" || code === "LEVEL_INVALID") return true;
  return /does not exist|orruption|No such file|Invalid argument/.test(reasonOf(error));
}

function codeOf(error: unknown): unknown {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}

/** What went wrong at the bottom of an error of LevelDB. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
