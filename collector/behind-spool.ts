import { setTimeout as sleep } from "node:timers/promises";
import { migrate } from "@/lib/clickhouse/migrate.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Config } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readOutboundPolicy } from "@/lib/outbound/policy.ts";
import type { Secrets } from "@/lib/secrets/secrets.ts";
import { type Alerter, startAlerter } from "./alert/alert.ts";
import { pinIn } from "./alert/pin-sample.ts";
import { startAnalyser, type Analyser } from "./analyse/analyse.ts";
import { type Notifier, startNotifier } from "./notify/notify.ts";
import { keepPins } from "./keep/keep-pins.ts";
import { joinCollectors } from "./share/join-collectors.ts";
import type { Spool } from "./spool/spool.ts";
import { startStore, type Store } from "./store/store.ts";

const TRY_AGAIN_MS = 2000;

/** What the part behind the spool works with. */
export interface BehindParts {
  config: Config;
  db: Database;
  spool: Spool;
  secrets: Secrets;
  deadLettersDir: string;
  log: (line: string) => void;
}

/** What cannot do without the database: the store, the analyser, the collector's share. */
interface Behind {
  store: Store;
  analyser: Analyser;
  alerter: Alerter;
  notifier: Notifier;
  /** Stores what the database takes within the time, then lets go of everything. */
  stop(storeWithinMs: number): Promise<void>;
}

/** Brings the tables up to date and starts all that needs them; rejects when the database does not answer. */
async function startBehind({ config, db, spool, secrets, deadLettersDir, log }: BehindParts): Promise<Behind> {
  await migrate(config);
  const share = await joinCollectors({ db, project: PROJECT, collector: spool.collector.id, log });
  const analyser = startAnalyser({ db, project: PROJECT, config, log, share });
  const store = startStore({ spool, deadLettersDir, db, project: PROJECT, onStored: (traceIds) => analyser.grew(traceIds), log });
  const nowMs = (): number => Number(share.now() / 1_000_000n);
  const notifier = startNotifier({ db, project: PROJECT, secrets, policy: readOutboundPolicy(config), base: config.SEAMSCOPE_PUBLIC_URL, isLeader: () => share.isLeader(), now: nowMs, log });
  const pin = pinIn(db, { project: PROJECT, bytesMax: config.SEAMSCOPE_PIN_BYTES_MAX, nowMs });
  const alerter = startAlerter({ db, project: PROJECT, evaluator: spool.collector.id, share, pin, log, onStored: () => notifier.ring() });
  const pins = keepPins({ db, project: PROJECT, isLeader: () => share.isLeader(), log });
  return {
    store,
    analyser,
    alerter,
    notifier,
    async stop(storeWithinMs) {
      await alerter.stop();
      await notifier.stop();
      await store.stop(storeWithinMs);
      await analyser.stop();
      await pins.stop();
      await share.leave();
    },
  };
}

/** The part behind the spool, as soon as there is one. */
export interface EventuallyBehind {
  current(): Behind | undefined;
  stop(storeWithinMs: number): Promise<void>;
}

/**
 * Starts what is behind the spool. At the very first start a database that does not answer is an error of the settings, and this
 * rejects; later it may be away for a while, and it is tried for until it is back, while the spool takes requests.
 */
export async function startBehindEventually(parts: BehindParts): Promise<EventuallyBehind> {
  const stopped = new AbortController();
  let behind: Behind | undefined;
  let underway = Promise.resolve();
  try {
    behind = await startBehind(parts);
  } catch (error) {
    if (parts.spool.isNew) throw error;
    parts.log(`the database does not answer, and requests are kept in the spool until it does: ${messageOf(error)}`);
    underway = untilStarted();
  }
  return {
    current: () => behind,
    async stop(storeWithinMs) {
      stopped.abort();
      await underway;
      await behind?.stop(storeWithinMs);
    },
  };

  async function untilStarted(): Promise<void> {
    while (behind === undefined && !stopped.signal.aborted) {
      await sleep(TRY_AGAIN_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (stopped.signal.aborted) return;
      behind = await startBehind(parts).catch(() => undefined);
    }
    parts.log("the database answers, and takes what is in the spool");
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
