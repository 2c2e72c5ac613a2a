import { fork } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync, mkdirSync, existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { askEngine } from "./ask-engine.ts";
import { freePort } from "./free-port.ts";
import { startEngine, type Engine } from "./start-engine.ts";

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

function dataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "seamscope-engine-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(folder: string, options: { port?: number; password?: string } = {}): Promise<Engine> {
  const engine = await startEngine({ dataDir: folder, ...options });
  if (engine.kind === "failure") throw new Error(engine.message);
  cleanups.push(() => engine.stop());
  return engine;
}

const ask = (engine: Engine, sql: string) => askEngine(engine.port, engine.password, sql);

test("what was inserted is there after a kill -9 and a restart on the same port with the same password", async () => {
  const folder = dataDir();
  const first = await start(folder);
  await ask(first, "CREATE DATABASE kept");
  await ask(first, "CREATE TABLE kept.t (n UInt8) ENGINE = MergeTree ORDER BY n");
  await ask(first, "INSERT INTO kept.t VALUES (7)");
  const gone = new Promise((resolve) => first.onExit(resolve));
  process.kill(first.pid, "SIGKILL");
  await gone;
  const second = await start(folder, { port: first.port, password: first.password });
  expect(await ask(second, "SELECT n FROM kept.t")).toBe("7");
});

test("nobody gets in without the password of this start", async () => {
  const engine = await start(dataDir());
  await ask(engine, "CREATE TABLE default.secret ENGINE = Memory AS SELECT 1 AS n");
  expect(await askWithoutPassword(engine, "SELECT n FROM default.secret")).toContain("ACCESS_DENIED");
  expect(await askWithoutPassword(engine, "SELECT * FROM file('/etc/passwd', 'LineAsString')")).toContain("ACCESS_DENIED");
  expect(await askEngine(engine.port, "a guess", "SELECT 1")).toBeUndefined();
});

test("the files with accounts and configuration are for their owner only, and hold no password", async () => {
  const folder = dataDir();
  await start(folder);
  expect(statSync(join(folder, "engine/users.xml")).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "engine/config.xml")).mode & 0o777).toBe(0o600);
});

test("no limit on time applies to the query that keeps the server alive, and 60 s apply to all others", async () => {
  const engine = await start(dataDir());
  const limits = await ask(
    engine,
    "SELECT DISTINCT interface = 6, toUInt32OrZero(Settings['max_execution_time']) FROM system.processes ORDER BY interface = 6",
  );
  expect(limits).toBe("0\t60\n1\t0");
});

test("a data directory in use is refused with the holder's process id, and its holder keeps working", async () => {
  const folder = dataDir();
  const holder = await start(folder);
  const refused = await startEngine({ dataDir: folder });
  expect(refused).toMatchObject({ kind: "failure", reason: "locked" });
  expect(refused.kind === "failure" && refused.message).toContain(`process ${holder.pid}`);
  expect(await ask(holder, "SELECT 1")).toBe("1");
});

test("a port in use is refused by name", async () => {
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  cleanups.push(() => void other.close());
  const refused = await startEngine({ dataDir: dataDir(), port });
  expect(refused).toMatchObject({ kind: "failure", reason: "port-taken" });
  expect(refused.kind === "failure" && refused.message).toContain(String(port));
});

test("an empty table definition, left by a full disk, is moved aside and the engine opens", async () => {
  const folder = dataDir();
  const broken = join(folder, "clickhouse/metadata/broken.sql");
  mkdirSync(join(folder, "clickhouse/metadata"), { recursive: true });
  writeFileSync(broken, "");
  const engine = await start(folder);
  expect(await ask(engine, "SELECT 1")).toBe("1");
  expect(existsSync(broken)).toBe(false);
});

test("the engine ends when its parent is killed", async () => {
  const script = join(dataDir(), "parent.mts");
  const startEngineUrl = new URL("./start-engine.ts", import.meta.url).href;
  writeFileSync(
    script,
    `import { startEngine } from ${JSON.stringify(startEngineUrl)};
     const engine = await startEngine({ dataDir: ${JSON.stringify(dataDir())} });
     process.send({ pid: engine.pid });`,
  );
  const parent = fork(script, { execArgv: ["--import", "tsx"] });
  const pid = await new Promise<number>((resolve) => parent.once("message", (message: { pid: number }) => resolve(message.pid)));
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false);
});

async function askWithoutPassword(engine: Engine, sql: string): Promise<string> {
  const answer = await fetch(engine.url, { method: "POST", body: sql, headers: { connection: "close" } });
  return answer.text();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
