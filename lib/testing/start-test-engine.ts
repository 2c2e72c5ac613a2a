import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEngine } from "../../scripts/engine/start-engine.ts";

/** How to reach the one ClickHouse of a test run; the names are the settings of lib/config. */
export interface TestEngine {
  CLICKHOUSE_URL: string;
  CLICKHOUSE_USER: string;
  CLICKHOUSE_PASSWORD: string;
}

declare module "vitest" {
  interface ProvidedContext {
    engine: TestEngine;
  }
}

/** Vitest's global setup: one ClickHouse for the whole run, in a folder that goes away with it; CLICKHOUSE_URL is used when set. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { CLICKHOUSE_URL, CLICKHOUSE_USER = "default", CLICKHOUSE_PASSWORD = "" } = process.env;
  if (CLICKHOUSE_URL !== undefined && CLICKHOUSE_URL !== "") {
    project.provide("engine", { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD });
    return undefined;
  }
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-test-"));
  const engine = await startEngine({ dataDir });
  if (engine.kind === "failure") throw new Error(engine.message);
  project.provide("engine", {
    CLICKHOUSE_URL: engine.url,
    CLICKHOUSE_USER: engine.user,
    CLICKHOUSE_PASSWORD: engine.password,
  });
  return async () => {
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
