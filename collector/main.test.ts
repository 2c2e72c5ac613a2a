import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { untilStored } from "@/lib/testing/until-stored.ts";
import { freePort } from "@/scripts/engine/free-port.ts";

let fresh: FreshDatabase;
let port: number;
let grpcPort: number;
beforeAll(async () => {
  fresh = await freshDatabase();
  port = await freePort();
  grpcPort = await freePort();
});
afterAll(() => fresh.dispose());

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "seamscope-main-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

interface Run {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

/** The collector as its own process. */
function run(env: Record<string, string>): Run {
  const { CLICKHOUSE_URL = "", CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE } = fresh.config;
  const access = { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE };
  const child = spawn(process.execPath, ["--import", "tsx", "collector/main.ts"], {
    env: { NODE_ENV: "test", ...access, SEAMSCOPE_DATA_DIR: dataDir, SEAMSCOPE_OTLP_HTTP_PORT: String(port), SEAMSCOPE_OTLP_GRPC_PORT: String(grpcPort), ...env },
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  return { child, output: () => output, ended: once(child, "exit").then(([code]) => code) };
}

async function post(index: number): Promise<boolean> {
  const span = makeSpan({ traceId: traceIdOf(index) });
  const headers = { "content-type": "application/x-protobuf" };
  try {
    const response = await fetch(`http://127.0.0.1:${port}/v1/traces`, { method: "POST", body: otlpProtobuf([span]), headers });
    return response.status === 200;
  } catch {
    return false; // Not answered, so nothing was promised.
  }
}

const traceIdOf = (index: number): string => index.toString(16).padStart(32, "0");
const isUp = ({ output }: Run) => expect.poll(output, { timeout: 20_000 }).toContain(`takes OTLP/HTTP at http://127.0.0.1:${port}/v1/traces`);

/** Sends 400 requests at once, from `first` on, and does that to the process in the midst of them; the trace ids of those that were answered 200. */
async function sendAnd(disturb: (child: ChildProcess) => void, { child, ended }: Run, first: number): Promise<string[]> {
  const answers = Array.from({ length: 400 }, async (_, index) => post(first + index));
  await Promise.any(answers.map(async (answer) => (await answer) || Promise.reject(new Error("not taken"))));
  disturb(child);
  await ended;
  return (await Promise.all(answers)).flatMap((isTaken, index) => (isTaken ? [traceIdOf(first + index)] : []));
}

/** How many rows of these traces a process that starts anew ends up with, each counted as often as it was inserted. */
async function rowsAfterRestart(traceIds: string[]): Promise<{ rows: number; traces: number }> {
  const second = run({});
  await isUp(second);
  await untilStored(port);
  second.child.kill("SIGTERM");
  await second.ended;
  const rows = await fresh.db.select("test", "SELECT trace_id FROM spans WHERE trace_id IN {traceIds: Array(String)}", { traceIds });
  return { rows: rows.length, traces: new Set(rows.map((row) => Reflect.get(Object(row), "trace_id"))).size };
}

test("stopped under load, the collector exits in good order, and every span it said it took is stored once, at the latest after the next start", async () => {
  const first = run({});
  await isUp(first);
  const taken = await sendAnd((child) => child.kill("SIGTERM"), first, 1);
  expect(await first.ended).toBe(0);
  expect(first.output()).toMatch(/stopped, everything taken is stored|stopped; \d+ records are in the spool and are stored after the next start/);
  expect(taken.length).toBeGreaterThan(0);
  expect(await rowsAfterRestart(taken)).toEqual({ rows: taken.length, traces: taken.length });
}, 60_000);

test("killed under load, every span the collector said it took is stored once after the next start", async () => {
  const first = run({});
  await isUp(first);
  const taken = await sendAnd((child) => child.kill("SIGKILL"), first, 1000);
  expect(taken.length).toBeGreaterThan(0);
  expect(await rowsAfterRestart(taken)).toEqual({ rows: taken.length, traces: taken.length });
}, 60_000);

test("started while the database is away, the collector takes requests if it has reached it before, and stores them when it is back", async () => {
  const first = run({});
  await isUp(first);
  first.child.kill("SIGTERM");
  await first.ended;
  const second = run({ CLICKHOUSE_URL: "http://127.0.0.1:1" });
  await isUp(second);
  expect(second.output()).toContain("the database does not answer, and requests are kept in the spool until it does");
  expect(await post(2000)).toBe(true);
  second.child.kill("SIGTERM");
  await second.ended;
  expect(await rowsAfterRestart([traceIdOf(2000)])).toEqual({ rows: 1, traces: 1 });
}, 60_000);

test.each([
  ["a database that is not there", { CLICKHOUSE_URL: "http://127.0.0.1:1" }, "cannot start: .*ECONNREFUSED"],
  ["a setting that is wrong", { SEAMSCOPE_HOST: "0.0.0.0" }, "cannot start: .*SEAMSCOPE_HOST: expected 127.0.0.1"],
])("%s is said in one line and ends the process", async (_, env, line) => {
  const { output, ended } = run(env);
  expect(await ended).toBe(1);
  expect(output().trim().split("\n")).toEqual([expect.stringMatching(line)]);
});

test("a port in use is said in one line and ends the process", async () => {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  const { output, ended } = run({});
  expect(await ended).toBe(1);
  expect(output().trim().split("\n")).toEqual([expect.stringMatching("cannot start: .*EADDRINUSE")]);
  server.close();
});
