import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { migrate } from "@/lib/clickhouse/migrate.ts";
import { type Database, openDatabase } from "@/lib/clickhouse/open-database.ts";
import { type Config, readConfig } from "@/lib/config/env.ts";
import { freePort } from "../../scripts/engine/free-port.ts";
import { type Engine, startEngine } from "../../scripts/engine/start-engine.ts";

/** The cluster's name, and its database's, which no database of one node has. */
export const CLUSTER = "pair";
export const CLUSTERED = "clustered";

/** One shard of the cluster: its own database, without the other's rows, and how it ends and returns. */
interface TestShard {
  db: Database;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same directory and ports. */
  revive(): Promise<void>;
}

/** A cluster of two shards on this machine, migrated. */
export interface TestCluster {
  /** How a collector or a dashboard reaches it: by its first node. */
  config: Config;
  /** The fronts over both shards. */
  db: Database;
  first: TestShard;
  second: TestShard;
  stop(): Promise<void>;
}

/**
 * The embedded engine ends when a client of its TCP port goes abruptly, as the asking node does when another shard is away: its error
 * handler is that of a program, not of a server. So it is not to be a client of its own port. Settings in the address win over ours.
 */
const NOT_ITS_OWN_CLIENT = "ch_prefer_localhost_replica=1";

interface Node {
  start(): Promise<Engine>;
  config: Config;
  dataDir: string;
}

/** Starts two embedded engines that know each other and defines all tables on both; nothing is replicated. */
export async function startCluster(): Promise<TestCluster> {
  const tcpPorts = [await freePort(), await freePort()];
  const password = randomBytes(24).toString("base64url");
  const [one, two] = await Promise.all([prepareNode({ shard: 1, tcpPorts, password }), prepareNode({ shard: 2, tcpPorts, password })]);
  const first = await startShard(one);
  const second = await startShard(two);
  for (const { config } of [one, two]) await migrate(config, { telling: "node by node" });
  await migrate(one.config);
  const db = openDatabase(one.config);
  return {
    config: one.config,
    db,
    first,
    second,
    async stop() {
      await Promise.all([db.close(), first.db.close(), second.db.close()]);
      await Promise.all([first.kill(), second.kill()]);
      for (const { dataDir } of [one, two]) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function prepareNode({ shard, tcpPorts, password }: { shard: number; tcpPorts: number[]; password: string }): Promise<Node> {
  const dataDir = mkdtempSync(join(tmpdir(), `seamscope-shard${shard}-`));
  const port = await freePort();
  return {
    dataDir,
    config: readConfig({
      CLICKHOUSE_URL: `http://127.0.0.1:${port}?${NOT_ITS_OWN_CLIENT}`, CLICKHOUSE_USER: "seamscope", CLICKHOUSE_PASSWORD: password,
      CLICKHOUSE_DATABASE: CLUSTERED, CLICKHOUSE_CLUSTER: CLUSTER, SEAMSCOPE_DATA_DIR: join(dataDir, "collector"),
    }),
    async start() {
      const engine = await startEngine({ dataDir, port, password, cluster: { name: CLUSTER, shard, tcpPorts } });
      if (engine.kind === "failure") throw new Error(engine.message);
      return engine;
    },
  };
}

async function startShard(node: Node): Promise<TestShard> {
  let engine = await node.start();
  const { CLICKHOUSE_CLUSTER: _, ...alone } = node.config;
  return {
    db: openDatabase(alone),
    async kill() {
      const gone = new Promise<unknown>((resolve) => engine.onExit(resolve));
      process.kill(engine.pid, "SIGKILL");
      await gone;
    },
    async revive() {
      engine = await node.start();
    },
  };
}
