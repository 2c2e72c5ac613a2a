import { resolve } from "node:path";
import type { Config } from "@/lib/config/env.ts";
import { startEngine } from "../engine/start-engine.ts";
import { runNode, type NodeProgram } from "./run-node.ts";
import { urlHost } from "./url-host.ts";
import type { Log, NotRunning, Running, Service } from "./service.ts";

/** How to reach ClickHouse, under the names that collector and dashboard read from their environment. */
export interface DatabaseAccess {
  CLICKHOUSE_URL: string;
  CLICKHOUSE_USER: string;
  CLICKHOUSE_PASSWORD: string;
}

/** `start` runs what was built, `dev` runs the sources and reloads them. */
export type Mode = "start" | "dev";

/**
 * The embedded ClickHouse as a service. `access` is filled by the first launch; later ones keep port and password, so that
 * clients only see a broken connection.
 */
export function engineService(config: Config): Service & { access(): DatabaseAccess } {
  let before: { port: number; password: string } | undefined;
  let access: DatabaseAccess | undefined;
  return {
    name: "clickhouse",
    access() {
      if (access === undefined) throw new Error("The embedded ClickHouse was not launched yet");
      return access;
    },
    async launch(): Promise<Running | NotRunning> {
      const engine = await startEngine({ dataDir: config.SEAMSCOPE_DATA_DIR, ...before });
      if (engine.kind === "failure") return { kind: "not-running", message: engine.message };
      before = { port: engine.port, password: engine.password };
      access = { CLICKHOUSE_URL: engine.url, CLICKHOUSE_USER: engine.user, CLICKHOUSE_PASSWORD: engine.password };
      const ended = new Promise<string>((resolveEnded) => {
        engine.onExit(({ code, signal, lastWords }) => resolveEnded(`${signal ?? `exit code ${code}`} ${lastWords}`.trim()));
      });
      return { kind: "running", pid: engine.pid, ended, stop: () => engine.stop(), kill: () => process.kill(engine.pid, "SIGKILL") };
    },
  };
}

/** Takes OTLP in and finds handoffs; creates the tables at its start. */
export function collectorService(config: Config, access: DatabaseAccess, mode: Mode, log: Log): Service {
  const watched = ["node_modules/tsx/dist/cli.mjs", "watch", "collector/main.ts"];
  return nodeService(log, {
    name: "collector",
    args: mode === "dev" ? watched : ["--enable-source-maps", "dist/collector.mjs"],
    env: { ...environment(config, access, mode) },
    readyUrl: `http://${urlHost(config)}:${config.SEAMSCOPE_OTLP_HTTP_PORT}/healthz`,
    graceMs: 10_000,
    showOutput: true,
  });
}

/** The dashboard and the API. */
export function webService(config: Config, access: DatabaseAccess, mode: Mode, log: Log): Service {
  const address = ["-p", String(config.PORT), "-H", config.SEAMSCOPE_HOST];
  return nodeService(log, {
    name: "dashboard",
    args: ["node_modules/next/dist/bin/next", mode, ...address],
    env: { ...environment(config, access, mode), NEXT_TELEMETRY_DISABLED: "1" },
    readyUrl: `http://${urlHost(config)}:${config.PORT}/api/v1/health`,
    graceMs: 5000,
    showOutput: mode === "dev",
  });
}

function environment(config: Config, access: DatabaseAccess, mode: Mode): Record<string, string> {
  return {
    NODE_ENV: mode === "dev" ? "development" : "production",
    SEAMSCOPE_DATA_DIR: resolve(config.SEAMSCOPE_DATA_DIR),
    CLICKHOUSE_DATABASE: config.CLICKHOUSE_DATABASE,
    ...access,
  };
}

function nodeService(log: Log, program: NodeProgram): Service {
  return { name: program.name, launch: () => runNode(program, log) };
}
