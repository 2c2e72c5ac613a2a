import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What is known of rows that were set aside: the first line of their file, before the bytes. */
export const DeadLetter = z.object({
  id: z.string(),
  /** Why: what the database said, or what was found broken. */
  reason: z.string(),
  table: z.enum(["spans", "log_records", "rejects"]),
  format: z.enum(["Native", "JSONEachRow"]),
  rows: z.number(),
  /** Rows that the ledger counts as dead-lettered. */
  counted: z.number(),
  /** Bytes that follow. */
  bytes: z.number(),
  /** Whether those are what a damaged disk left rather than rows; then they cannot be replayed. */
  broken: z.boolean(),
  /** When it came, and when it was set aside, Unix milliseconds. */
  at: z.number(),
  setAsideAt: z.number(),
  /** The collector that set it aside, and its entry in that one's spool. */
  collector: z.string(),
  seq: z.number(),
  traceIds: z.array(z.string()),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

const NAME = /^[a-z_]+-[0-9a-f]{8}-\d+$/;
const REPLAY = ".replay";
const PART = ".part";
const HEAD_BYTES_MAX = 64 * 1024 * 1024;
const READ_BYTES = 64 * 1024;
const NEWLINE = 10;

/** A file that cannot be read as a dead letter, and why. */
export interface Unreadable {
  id: string;
  problem: string;
}

/** Writes a dead letter so that it is whole and on disk when this resolves; one of the same id is replaced. */
export async function writeDeadLetter(dir: string, letter: DeadLetter, chunk: Uint8Array): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, letter.id);
  const file = await open(path + PART, "w", 0o600);
  try {
    await file.writeFile(Buffer.concat([Buffer.from(`${JSON.stringify(letter)}\n`), chunk]));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(path + PART, path);
  await syncFolder(dir);
}

/** All dead letters of a folder, oldest first; `replaying` are those that a collector has been asked to put back. */
export async function listDeadLetters(dir: string): Promise<{ letters: DeadLetter[]; replaying: DeadLetter[]; unreadable: Unreadable[] }> {
  const letters: DeadLetter[] = [];
  const replaying: DeadLetter[] = [];
  const unreadable: Unreadable[] = [];
  for (const file of await filesOf(dir)) {
    const isReplay = file.endsWith(REPLAY);
    const id = isReplay ? file.slice(0, -REPLAY.length) : file;
    if (!NAME.test(id)) continue;
    const head = await readHead(join(dir, file));
    if (head === "gone") continue;
    if (head === undefined) unreadable.push({ id, problem: "its first line is not that of a dead letter" });
    else (isReplay ? replaying : letters).push(head.letter);
  }
  const byAge = (a: DeadLetter, b: DeadLetter) => a.setAsideAt - b.setAsideAt || a.seq - b.seq;
  return { letters: letters.toSorted(byAge), replaying: replaying.toSorted(byAge), unreadable };
}

/** One dead letter with its bytes; undefined when there is none of that id. Throws a sentence when its file is broken. */
export async function readDeadLetter(dir: string, id: string, state: "waiting" | "replaying" = "waiting"): Promise<{ letter: DeadLetter; chunk: Buffer } | undefined> {
  if (!NAME.test(id)) return undefined;
  const path = join(dir, state === "replaying" ? id + REPLAY : id);
  const head = await readHead(path);
  if (head === "gone") return undefined;
  if (head === undefined) throw new Error(`Cannot read the dead letter ${id}: its first line is not that of a dead letter`);
  const chunk = await readFrom(path, head.end);
  if (chunk.length !== head.letter.bytes) throw new Error(`Cannot read the dead letter ${id}: expected ${head.letter.bytes} bytes behind its first line, found ${chunk.length}`);
  return { letter: head.letter, chunk };
}

/** Asks the collector, which looks every few seconds, to put a dead letter back into its spool; false when there is none of that id. */
export async function requestReplay(dir: string, id: string): Promise<boolean> {
  if (!NAME.test(id)) return false;
  return ifThere(rename(join(dir, id), join(dir, id + REPLAY)));
}

/** Takes back the wish for a replay that cannot be granted. */
export async function refuseReplay(dir: string, id: string): Promise<void> {
  await ifThere(rename(join(dir, id + REPLAY), join(dir, id)));
}

/** Throws a dead letter away for good, or the one that was put back; false when there is none of that id. */
export async function removeDeadLetter(dir: string, id: string, state: "waiting" | "replaying" = "waiting"): Promise<boolean> {
  if (!NAME.test(id)) return false;
  const removed = await ifThere(rm(join(dir, state === "replaying" ? id + REPLAY : id)));
  if (removed) await syncFolder(dir);
  return removed;
}

async function filesOf(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readHead(path: string): Promise<{ letter: DeadLetter; end: number } | undefined | "gone"> {
  let line: Buffer;
  try {
    line = await readFirstLine(path);
  } catch (error) {
    if (isMissing(error)) return "gone";
    throw error;
  }
  try {
    const letter = DeadLetter.safeParse(JSON.parse(line.toString("utf8"))).data;
    return letter === undefined ? undefined : { letter, end: line.length + 1 };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readFirstLine(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    let read = Buffer.alloc(0);
    while (read.length < HEAD_BYTES_MAX) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, read.length);
      const newline = buffer.subarray(0, bytesRead).indexOf(NEWLINE);
      read = Buffer.concat([read, buffer.subarray(0, newline === -1 ? bytesRead : newline)]);
      if (newline !== -1 || bytesRead === 0) break;
    }
    return read;
  } finally {
    await file.close();
  }
}

async function readFrom(path: string, start: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    return (await file.readFile()).subarray(start);
  } finally {
    await file.close();
  }
}

async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function ifThere(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
