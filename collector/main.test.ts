import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
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
    env: { NODE_ENV: "test", ...access, SEAMSCOPE_OTLP_HTTP_PORT: String(port), SEAMSCOPE_OTLP_GRPC_PORT: String(grpcPort), ...env },
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  return { child, output: () => output, ended: once(child, "exit").then(([code]) => code) };
}

async function post(index: number): Promise<boolean> {
  const span = makeSpan({ traceId: index.toString(16).padStart(32, "0") });
  const headers = { "content-type": "application/x-protobuf" };
  try {
    const response = await fetch(`http://127.0.0.1:${port}/v1/traces`, { method: "POST", body: otlpProtobuf([span]), headers });
    return response.status === 200;
  } catch {
    return false; // Not answered, so nothing was promised.
  }
}

test("stopped under load, the collector has stored every span it said it took, and exits in good order", async () => {
  const { child, output, ended } = run({});
  await expect.poll(output, { timeout: 20_000 }).toContain(`takes OTLP/HTTP at http://127.0.0.1:${port}/v1/traces`);
  const answers = Array.from({ length: 400 }, async (_, index) => post(index + 1));
  await Promise.race(answers);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  const taken = (await Promise.all(answers)).flatMap((isTaken, index) => (isTaken ? [(index + 1).toString(16).padStart(32, "0")] : []));
  const stored = await fresh.db.select("test", "SELECT trace_id FROM spans WHERE trace_id IN {taken: Array(String)}", { taken });
  expect(taken.length).toBeGreaterThan(0);
  expect(stored).toHaveLength(taken.length);
  expect(output()).toContain("stopped, everything taken is stored");
});

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
