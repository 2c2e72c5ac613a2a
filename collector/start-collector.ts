import { migrate } from "@/lib/clickhouse/migrate.ts";
import { openDatabase } from "@/lib/clickhouse/open-database.ts";
import type { Config } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { startAnalyser } from "./analyse/analyse.ts";
import { noCounts } from "./counters.ts";
import { ingest } from "./ingest.ts";
import { startReceiver } from "./receive/receive.ts";
import { SpanStore } from "./store/span-store.ts";

/** A running collector; `stop` answers the requests under way, stores and analyses what was taken, and closes everything. */
export interface Collector {
  port: number;
  stop: () => Promise<void>;
}

/** Creates the tables, then takes OTLP in. Rejects when the database or the port cannot be had. */
export async function startCollector(config: Config, log: (line: string) => void): Promise<Collector> {
  await migrate(config);
  const db = openDatabase(config);
  const store = new SpanStore({ db, project: PROJECT, log });
  const analyser = startAnalyser({ db, project: PROJECT, config, log });
  const counts = noCounts();
  const receiver = await startReceiver({
    host: config.SEAMSCOPE_HOST,
    port: config.SEAMSCOPE_OTLP_HTTP_PORT,
    bodyBytesMax: config.SEAMSCOPE_BODY_BYTES_MAX,
    take: (body, encoding) => ingest({ store, counts, onStored: (traceIds) => analyser.grew(traceIds) }, body, encoding),
    health: async () => {
      const ok = await db.ping();
      return { ok, report: { ok, database: ok ? "answers" : "does not answer", spans: counts } };
    },
    log,
  });
  return {
    port: receiver.port,
    async stop() {
      await Promise.all([receiver.close(), store.drain()]);
      await store.drain();
      await analyser.stop();
      await db.close();
    },
  };
}
