import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unaccounted } from "@/lib/model/ingest.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { readySpans } from "@/lib/testing/make-ready.ts";
import type { Ready } from "../prepare/prepared.ts";
import { openSpool, type Spool, type SpoolOptions } from "./spool.ts";

/** A folder whose disk can be filled up and emptied. */
interface SmallDisk {
  dir: string;
  fill(): void;
  free(): void;
  dispose(): void;
}

/** A file system of a few megabytes; mounting needs root. */
function smallFileSystem(dir: string): SmallDisk {
  const disk = join(dir, "disk");
  mkdirSync(disk);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", disk]);
  const filler = join(disk, "filler");
  return {
    dir: disk,
    fill() {
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - 1024 * 1024));
    },
    free: () => rmSync(filler, { force: true }),
    dispose: () => execFileSync("umount", [disk]),
  };
}

const limit = (size: string) => execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${size}:`]);

/** Files of this process that may not grow: the system refuses the same writes with another error, and anybody may ask for it. */
function filesOfLimitedSize(dir: string): SmallDisk {
  return { dir, fill: () => limit("1500000"), free: () => limit("unlimited"), dispose: () => limit("unlimited") };
}

const DISKS: [string, (dir: string) => SmallDisk][] = [["files that may not grow", filesOfLimitedSize]];
if (process.getuid?.() === 0) DISKS.push(["a file system of 48 MB", smallFileSystem]);

let root: string;
let spool: Spool | undefined;
let disk: SmallDisk | undefined;
const lines: string[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "seamscope-full-"));
});
afterEach(async () => {
  disk?.free();
  await spool?.close();
  disk?.dispose();
  rmSync(root, { recursive: true, force: true });
});

let requests = 0;
/** About 200 kB that do not compress. */
function large(): Ready {
  requests += 1;
  return readySpans([makeSpan({ traceId: requests.toString(16).padStart(32, "0"), statusMessage: randomBytes(100_000).toString("hex") })]);
}

const open = (special: Partial<SpoolOptions> = {}): Promise<Spool> =>
  openSpool({ dir: join(disk?.dir ?? "", "spool"), deadLettersDir: join(disk?.dir ?? "", "dead-letters"), project: "default", bytesMax: 1e9, log: (line) => lines.push(line), limits: { diskFreeBytesMin: 0, reopenAfterMs: 20, reopenAfterMsMax: 100 }, ...special });

const nameOf = ({ traceIds }: { traceIds: readonly string[] }): string => traceIds[0] ?? "";

async function drain(one: Spool): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const range = await one.outlet.plan("spans", { rows: 20, bytes: 1e9 });
    if (range === undefined) return names;
    const entries = await one.outlet.read("spans", range);
    names.push(...entries.map(nameOf));
    await one.outlet.finish("spans", range, entries);
  }
}

test.runIf(process.platform === "linux").each(DISKS)("on %s: full, senders are told to wait; with room again all goes on, and each request answered for is there once", async (_, make) => {
  disk = make(root);
  const full = await open();
  spool = full;
  const answered = new Set<string>();
  const refused: Ready[] = [];
  const send = async (request: Ready): Promise<void> => {
    const { kind } = await full.append("traces", request);
    if (kind === "busy") refused.push(request);
    else answered.add(nameOf(request));
  };
  for (let index = 0; index < 5; index += 1) await send(large());
  disk.fill();
  for (let index = 0; index < 120 && refused.length < 6; index += 1) await send(large());
  expect(refused.length).toBe(6);
  expect(await full.append("traces", large())).toMatchObject({ kind: "busy", status: 503, message: "the collector's disk refuses to write" });
  disk.free();
  await vi.waitFor(async () => expect(await full.append("traces", large())).toMatchObject({ kind: "kept" }), { timeout: 20_000, interval: 50 });
  for (const request of refused.splice(0)) await send(request);
  expect(refused).toEqual([]);
  const found = await drain(full);
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining([...answered]));
  expect(unaccounted(full.ledgers.traces)).toBe(0);
  expect(full.ledgers.traces).toMatchObject({ inSpool: 0, stored: found.length });
  expect(lines.join("\n")).toMatch(/cannot be used and is opened anew[^]*takes requests again/);
}, 60_000);

test("a disk with little room left is not filled up to the last byte", async () => {
  disk = { dir: root, fill: () => undefined, free: () => undefined, dispose: () => undefined };
  const { bavail, bsize } = statfsSync(root);
  spool = await open({ limits: { diskFreeBytesMin: (bavail * bsize) / 1.5 } });
  expect(await spool.append("traces", large())).toMatchObject({ kind: "busy", status: 429, message: "the collector's disk is nearly full" });
  await spool.close();
  spool = await open({ limits: { diskFreeBytesMin: bavail * bsize * 2 } });
  expect(await spool.append("traces", large())).toMatchObject({ kind: "busy", status: 503, message: "the collector's disk is full" });
  expect(spool.ledgers.traces.received).toBe(0);
});
