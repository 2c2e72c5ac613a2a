import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unaccounted } from "@/lib/model/ingest.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { readySpans } from "@/lib/testing/make-ready.ts";
import { listDeadLetters } from "./dead-letters.ts";
import { openSpool, type Spool } from "./spool.ts";

const REQUESTS = 24;
const SPANS = 40;
let root: string;
let cases = 0;
let sent: Set<string>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "seamscope-damage-"));
  sent = new Set();
  const log = join(root, "log");
  await fill(log);
  // Opening moves what is in the log into tables.
  const tables = join(root, "tables");
  copy(log, tables);
  await (await open(tables, [])).close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = (dir: string, lines: string[]): Promise<Spool> =>
  openSpool({ dir: join(dir, "spool"), deadLettersDir: join(dir, "dead-letters"), project: "default", bytesMax: 1e9, log: (line) => lines.push(line) });

async function fill(dir: string): Promise<void> {
  const spool = await open(dir, []);
  for (let index = 1; index <= REQUESTS; index += 1) {
    const traceId = index.toString(16).padStart(32, "0");
    const ready = readySpans(Array.from({ length: SPANS }, (_, span) => makeSpan({ traceId, spanId: (span + 1).toString(16).padStart(16, "0"), name: Math.random().toString(36).repeat(20) })));
    await spool.append("traces", ready);
    sent.add(Buffer.from(ready.chunks.value[0]?.bytes ?? []).toString());
  }
  await spool.close();
}

function copy(from: string, to: string): void {
  mkdirSync(join(to, "spool"), { recursive: true });
  for (const file of readdirSync(join(from, "spool"))) copyFileSync(join(from, "spool", file), join(to, "spool", file));
}

function fileOf(dir: string, name: RegExp): string {
  const [file] = readdirSync(join(dir, "spool")).filter((one) => name.test(one)).toSorted((a, b) => readFileSync(join(dir, "spool", b)).length - readFileSync(join(dir, "spool", a)).length);
  if (file === undefined) throw new Error(`no file ${name}`);
  return join(dir, "spool", file);
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  const place = Math.floor(bytes.length * at);
  bytes.writeUInt8(bytes.readUInt8(place) ^ 0x10, place);
  writeFileSync(path, bytes);
}

const LOG = /\.log$/;
const TABLE = /\.ldb$/;

/** What is done to which files, and how many of the requests may be lost by it at most. */
const DAMAGES: [string, "log" | "tables", (dir: string) => void, number][] = [
  ["nothing", "log", () => undefined, 0],
  ["a torn tail of the log", "log", (dir) => truncateSync(fileOf(dir, LOG), readFileSync(fileOf(dir, LOG)).length - 100), 1],
  ["zeros behind the log", "log", (dir) => writeFileSync(fileOf(dir, LOG), Buffer.concat([readFileSync(fileOf(dir, LOG)), Buffer.alloc(70_000)])), 0],
  ["a flipped bit in the log", "log", (dir) => flip(fileOf(dir, LOG), 0.5), 3],
  ["a flipped bit at the log's start", "log", (dir) => flip(fileOf(dir, LOG), 0.01), 3],
  ["a missing log", "log", (dir) => rmSync(fileOf(dir, LOG)), REQUESTS],
  ["a flipped bit in a table", "tables", (dir) => flip(fileOf(dir, TABLE), 0.4), 3],
  ["flipped bits all over a table", "tables", (dir) => [0.1, 0.3, 0.5, 0.7, 0.9, 0.999].forEach((at) => flip(fileOf(dir, TABLE), at)), REQUESTS],
  ["a table cut in half", "tables", (dir) => truncateSync(fileOf(dir, TABLE), Math.floor(readFileSync(fileOf(dir, TABLE)).length / 2)), REQUESTS],
  ["a missing table", "tables", (dir) => rmSync(fileOf(dir, TABLE)), REQUESTS],
  ["a missing CURRENT", "tables", (dir) => rmSync(join(dir, "spool/CURRENT")), 0],
  ["a stale CURRENT", "tables", (dir) => writeFileSync(join(dir, "spool/CURRENT"), "MANIFEST-000999\n"), 0],
  ["a CURRENT that is no text", "tables", (dir) => writeFileSync(join(dir, "spool/CURRENT"), Buffer.from([0, 1, 2])), 0],
  ["a missing MANIFEST", "tables", (dir) => rmSync(fileOf(dir, /^MANIFEST/)), 0],
  ["a damaged MANIFEST", "tables", (dir) => flip(fileOf(dir, /^MANIFEST/), 0.5), 0],
  ["an empty MANIFEST", "tables", (dir) => truncateSync(fileOf(dir, /^MANIFEST/), 0), 0],
];

/** What looks like a write that was never finished, which is no damage. */
const UNKNOWABLE = new Set(["a torn tail of the log", "a missing log"]);

test.each(DAMAGES)("with %s the spool opens, keeps what is whole, and tells of the rest", async (name, from, damage, lossMax) => {
  cases += 1;
  const dir = join(root, `case-${cases}`);
  copy(join(root, from), dir);
  damage(dir);
  const lines: string[] = [];
  const spool = await open(dir, lines);
  const found: string[] = [];
  for (;;) {
    const range = await spool.outlet.plan("spans", { rows: 300, bytes: 1e9 });
    if (range === undefined) break;
    const entries = await spool.outlet.read("spans", range);
    found.push(...entries.map(({ chunk }) => chunk.toString()));
    await spool.outlet.finish("spans", range, entries);
  }
  expect(new Set(found).size).toBe(found.length);
  expect(found.every((chunk) => sent.has(chunk))).toBe(true);
  expect(found.length).toBeGreaterThanOrEqual(REQUESTS - lossMax);
  expect(unaccounted(spool.ledgers.traces)).toBe(0);
  const letters = (await listDeadLetters(join(dir, "dead-letters"))).letters;
  expect(spool.ledgers.traces).toMatchObject({ inSpool: 0, stored: found.length * SPANS, deadLettered: letters.reduce((sum, { counted }) => sum + counted, 0) });
  const mustTell = found.length < REQUESTS && !UNKNOWABLE.has(name);
  expect(mustTell && !/damage|vanished|repair/.test(lines.join("\n"))).toBe(false);
  expect(await spool.append("traces", readySpans([makeSpan({ traceId: "f".repeat(32) })]))).toMatchObject({ kind: "kept" });
  await spool.close();
});
