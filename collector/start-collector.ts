import { availableParallelism } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@/lib/clickhouse/open-database.ts";
import type { Config } from "@/lib/config/env.ts";
import { isOwnHost } from "@/lib/config/own-host.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { openSecrets } from "@/lib/secrets/secrets.ts";
import { startBehindEventually } from "./behind-spool.ts";
import { IngestCounts } from "./counters.ts";
import { ingest } from "./ingest.ts";
import { keepSensitive } from "./keep-sensitive.ts";
import { throttleLog } from "./log.ts";
import { createPreparer } from "./prepare/create-preparer.ts";
import { startReceiver, type Receiver } from "./receive/receive.ts";
import { readRedactionSettings } from "./redaction-settings.ts";
import { openSpool } from "./spool/spool.ts";
import { takeSnapshot } from "./take-snapshot.ts";

const COMPLAIN_EVERY_MS = 1000;
/** Applications log all the time; that most of it is not for us need not be said every second. */
const REMARK_EVERY_MS = 60_000;
/** When it stops, so long is what waits brought to the database; the rest waits in the spool for the next start. */
const STORE_WITHIN_MS = 3000;

/** A running collector. */
export interface Collector {
  port: number;
  grpcPort: number;
  /** Answers the requests under way, stores what the database takes in time, and closes everything; gives the records left in the spool. */
  stop: () => Promise<number>;
}

/** Opens the spool, creates the tables, then takes OTLP in. Rejects when the spool or a port cannot be had, or when the database has never answered. */
export async function startCollector(config: Config, log: (line: string) => void): Promise<Collector> {
  const opened: (() => Promise<unknown>)[] = [];
  try {
    return await startParts(config, log, opened);
  } catch (error) {
    for (const close of opened.toReversed()) await close();
    throw error;
  }
}

/** `opened` is told how to close each part, so that a start that fails leaves nothing behind. */
async function startParts(config: Config, log: (line: string) => void, opened: (() => Promise<unknown>)[]): Promise<Collector> {
  const dataDir = config.SEAMSCOPE_DATA_DIR;
  const redaction = readRedactionSettings(config);
  const secrets = openSecrets(config);
  const deadLettersDir = join(dataDir, "dead-letters");
  const spool = await openSpool({ dir: join(dataDir, "spool"), deadLettersDir, project: PROJECT, bytesMax: config.SEAMSCOPE_SPOOL_BYTES_MAX, log });
  opened.push(() => spool.close());
  const db = openDatabase(config);
  opened.push(() => db.close());
  const preparer = createPreparer({ project: PROJECT, threads: config.SEAMSCOPE_DECODE_THREADS ?? Math.max(1, availableParallelism() - 1), bodyBytesMax: config.SEAMSCOPE_BODY_BYTES_MAX, redaction, log });
  opened.push(() => preparer.close());
  const behind = await startBehindEventually({ config, db, spool, secrets, deadLettersDir, log });
  opened.push(() => behind.stop(STORE_WITHIN_MS));
  const sensitive = await keepSensitive({ db, project: PROJECT, preparer, dataDir, log });
  opened.push(() => sensitive.stop());
  const counts = new IngestCounts();
  const complain = throttleLog(log, COMPLAIN_EVERY_MS, () => performance.now());
  const remark = throttleLog(log, REMARK_EVERY_MS, () => performance.now());
  const snapshot = () => takeSnapshot(spool, behind.current(), counts);
  const receiver: Receiver = await startReceiver({
    host: config.SEAMSCOPE_HOST,
    port: config.SEAMSCOPE_OTLP_HTTP_PORT,
    grpcPort: config.SEAMSCOPE_OTLP_GRPC_PORT,
    bodyBytesMax: config.SEAMSCOPE_BODY_BYTES_MAX,
    take: (raw) => ingest({ preparer, spool, counts, complain, remark }, raw),
    snapshot,
    isOwnHost: (host) => config.SEAMSCOPE_CONTAINER !== undefined || isOwnHost(host, config.SEAMSCOPE_HOSTS),
    health: async () => {
      const shown = snapshot();
      // Without the database requests are still taken; whether it answers is another question.
      const ok = shown.spool.state === "open";
      return { ok, report: { ok, database: (await db.ping()) ? "answers" : "does not answer", ...shown, ignoredByReason: counts.ignoredByReason, traces: behind.current()?.analyser.counts } };
    },
    complain,
    log,
  });
  return {
    port: receiver.port,
    grpcPort: receiver.grpcPort,
    async stop() {
      await receiver.close();
      await Promise.all([preparer.close(), sensitive.stop()]);
      await behind.stop(STORE_WITHIN_MS);
      await spool.close();
      await db.close();
      return spool.ledgers.traces.inSpool + spool.ledgers.logs.inSpool;
    },
  };
}
