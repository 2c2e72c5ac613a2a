import { migrate } from "@/lib/clickhouse/migrate.ts";
import { openDatabase } from "@/lib/clickhouse/open-database.ts";
import type { Config } from "@/lib/config/env.ts";
import { isOwnHost } from "@/lib/config/own-host.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { startAnalyser } from "./analyse/analyse.ts";
import { snapshotWithoutSpool, takeUnpacked } from "./before-the-spool.ts";
import { noCounts, noLogCounts } from "./counters.ts";
import type { Ingest } from "./ingest.ts";
import { throttleLog } from "./log.ts";
import { startReceiver } from "./receive/receive.ts";
import { openLogStore, openSpanStore } from "./store/open-stores.ts";

const COMPLAIN_EVERY_MS = 1000;
/** Applications log all the time; that most of it is not for us need not be said every second. */
const REMARK_EVERY_MS = 60_000;

/** A running collector; `stop` answers the requests under way, stores and analyses what was taken, and closes everything. */
export interface Collector {
  port: number;
  grpcPort: number;
  stop: () => Promise<void>;
}

/** Creates the tables, then takes OTLP in. Rejects when the database or the port cannot be had. */
export async function startCollector(config: Config, log: (line: string) => void): Promise<Collector> {
  await migrate(config);
  const db = openDatabase(config);
  const analyser = startAnalyser({ db, project: PROJECT, config, log });
  const spans = { store: openSpanStore({ db, project: PROJECT, log }), counts: noCounts() };
  const logs = { store: openLogStore({ db, project: PROJECT, log }), counts: noLogCounts() };
  const complain = throttleLog(log, COMPLAIN_EVERY_MS, () => performance.now());
  const remark = throttleLog(log, REMARK_EVERY_MS, () => performance.now());
  const path: Ingest = { spans, logs, onStored: (traceIds) => analyser.grew(traceIds), complain, remark };
  const receiver = await startReceiver({
    host: config.SEAMSCOPE_HOST,
    port: config.SEAMSCOPE_OTLP_HTTP_PORT,
    bodyBytesMax: config.SEAMSCOPE_BODY_BYTES_MAX,
    grpcPort: config.SEAMSCOPE_OTLP_GRPC_PORT,
    take: (raw) => takeUnpacked(path, raw, config.SEAMSCOPE_BODY_BYTES_MAX),
    snapshot: () => snapshotWithoutSpool(path),
    isOwnHost: (host) => config.SEAMSCOPE_CONTAINER !== undefined || isOwnHost(host),
    health: async () => {
      const ok = await db.ping();
      return { ok, report: { ok, database: ok ? "answers" : "does not answer", spans: spans.counts, logs: logs.counts, traces: analyser.counts } };
    },
    log,
  });
  return {
    port: receiver.port,
    grpcPort: receiver.grpcPort,
    async stop() {
      await Promise.all([receiver.close(), drain(path)]);
      await drain(path);
      await analyser.stop();
      await db.close();
    },
  };
}

async function drain({ spans, logs }: Ingest): Promise<void> {
  await Promise.all([spans.store.drain(), logs.store.drain()]);
}
