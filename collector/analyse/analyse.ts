import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readContracts } from "@/lib/queries/contracts/read-contracts.ts";
import { readContractsStamp } from "@/lib/queries/contracts/read-contracts-stamp.ts";
import { countSpans } from "@/lib/queries/traces/count-spans.ts";
import { findLeadTraces } from "@/lib/queries/traces/find-lead-traces.ts";
import { LEAD_KINDS, LINKED } from "@/lib/seams/join-keys.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createCatchUp } from "./catch-up.ts";
import { type ContractSource, keepContractBook } from "./contract-book.ts";
import { divideWork } from "./divide-work.ts";
import { type AnalysisCounts, isolateFailures } from "./isolate-failures.ts";
import { packTraces } from "./pack-traces.ts";
import { createRechecker } from "./recheck.ts";
import { createReconciler } from "./reconcile.ts";
import { createRejudging } from "./rejudging.ts";
import { createSchemaValidator } from "./schema-validator.ts";
import { createModelSightings } from "./sight-models.ts";
import { settleTraces } from "./settle-traces.ts";
import { wholeShare, type WorkShare } from "./work-share.ts";

/** Traces taken out in one go, and spans read in one go: enough to read and write in blocks, few enough to stay small in memory. */
const TRACES_AT_ONCE = 400;
const SPANS_PER_BATCH = 50_000;
const RECONCILE_EVERY_MS = 5000;
const CONTRACTS_KEPT_MS = 1000;
const LOOK_FOR_CATCH_UP_MS = 500;
const RETRY_AFTER_MS = 1000;

/** Settings the analyser needs; both in milliseconds. */
interface AnalyserSettings {
  SEAMSCOPE_QUIET_MS: number;
  SEAMSCOPE_DEADLINE_MS: number;
}

/** What the analyser is made of. */
export interface AnalyserParts {
  db: Database;
  project: string;
  config: AnalyserSettings;
  log: (line: string) => void;
  /** Wait before a trace whose analysis failed is tried again; it doubles from attempt to attempt. */
  retryAfterMs?: number;
  /** What of the work is this collector's; all of it, where it is left out. */
  share?: WorkShare;
}

/** Finds handoffs in traces once they have fallen quiet. */
export interface Analyser {
  readonly counts: AnalysisCounts;
  /** Tells that spans of these traces were stored. */
  grew(traceIds: Iterable<string>): void;
  /** Finishes the batch at hand and stops; traces still waiting are caught up with at the next start. */
  stop(): Promise<void>;
}

/** Starts the analyser: one batch at a time, and by the clock what no span will tell (lost handoffs, overdue gates, traces left over). */
export function startAnalyser({ db, project, config, log, retryAfterMs = RETRY_AFTER_MS, share = wholeShare(Date.now) }: AnalyserParts): Analyser {
  const validator = createSchemaValidator();
  const contractsKeptMs = Math.min(CONTRACTS_KEPT_MS, config.SEAMSCOPE_QUIET_MS / 2);
  const sightModels = createModelSightings(db, project);
  const contracts = keepContractBook(contractsOf(db, project), contractsKeptMs, () => performance.now());
  const division = divideWork({ share, settler: settleTraces(config.SEAMSCOPE_QUIET_MS), leadsOf: leadsOf(db, project), nowMs: () => performance.now() });
  const rejudging = createRejudging();
  const queue = (traceIds: Iterable<string>): void => division.queue([...traceIds].filter((traceId) => !isolation.hasGivenUp(traceId)), false);
  const isolation = isolateFailures({
    analyse: async (traceIds) => {
      const version = await share.version();
      const moment = { now: share.now(), version, laterVersion: () => share.version(), ...(share.isShared() ? { againAfterMs: config.SEAMSCOPE_QUIET_MS } : {}) };
      queue(await analyseTraces({ db, project, validator, deadlineMs: config.SEAMSCOPE_DEADLINE_MS, ...moment, log, contracts: () => contracts.open(), sightModels, isRejudged: (traceId: string) => rejudging.isRejudged(traceId) }, traceIds));
      rejudging.done(traceIds);
    },
    isDatabaseUp: () => db.ping(),
    again: (traceIds, afterMs) => setTimeout(() => queue(traceIds), afterMs).unref(),
    retryAfterMs,
    log,
  });
  const analyse = async (traceIds: readonly string[]): Promise<void> => {
    for (const batch of await batchesOf([...traceIds])) await isolation.run(batch);
  };
  const analyseDue = async (): Promise<void> => {
    const due = await division.takeDue(TRACES_AT_ONCE);
    if (due.length > 0) await analyse(due);
  };
  const analyseAnew = (traceIds: readonly string[]): Promise<void> => {
    contracts.expire();
    rejudging.begin(traceIds);
    return analyse(traceIds);
  };
  const recheckDue = createRechecker({ db, project, analyse: analyseAnew, version: () => share.version(), log }, () => performance.now(), () => (share.isShared() ? contractsKeptMs : 0));
  /** When even counting fails, the traces go on uncounted and fail where failures are dealt with. */
  const batchesOf = async (traceIds: string[]): Promise<string[][]> => {
    const counted = await countSpans(db, { project, traceIds }).catch(() => undefined);
    return counted === undefined ? [traceIds] : packTraces(counted, SPANS_PER_BATCH);
  };
  const catchUp = createCatchUp({ db, project, share, queue }, () => performance.now());
  const grew = (traceIds: Iterable<string>): void => {
    const ids = [...traceIds];
    rejudging.grew(ids);
    for (const traceId of ids) isolation.forget(traceId);
    division.queue(ids, true);
  };
  share.listen({
    told(charges) {
      for (const charge of charges) {
        if (charge.fresh) isolation.forget(charge.traceId);
        if (charge.fresh) rejudging.grew([charge.traceId]);
        if (!isolation.hasGivenUp(charge.traceId)) division.take(charge);
      }
    },
    changed: () => catchUp.soon(),
  });
  const byLeader = (work: () => Promise<void>) => async (): Promise<void> => (share.isLeader() ? work() : undefined);
  const loops = [
    // What has just come goes first; what is judged again fills the time between, and neither runs into the other.
    repeat(Math.min(250, config.SEAMSCOPE_QUIET_MS / 4), () => analyseDue().then(byLeader(recheckDue)), log),
    repeat(RECONCILE_EVERY_MS, byLeader(createReconciler({ db, project, queue, now: () => Number(share.now() / 1_000_000n) })), log),
    repeat(LOOK_FOR_CATCH_UP_MS, () => catchUp.round(), log),
  ];
  return {
    counts: isolation.counts,
    grew,
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await validator.close();
    },
  };
}

/** Which of the traces hang together with an earlier id; when that cannot be asked, each is taken for itself. */
const leadsOf = (db: Database, project: string) => async (traceIds: readonly string[]): Promise<Map<string, string>> => {
  if (traceIds.length === 0) return new Map();
  const rows = await findLeadTraces(db, { project, traceIds: [...traceIds], kinds: [...LEAD_KINDS], linkKind: LINKED }).catch(() => []);
  return new Map(rows.map(({ traceId, leadId }) => [traceId, leadId]));
};

const contractsOf = (db: Database, project: string): ContractSource => ({
  stamp: async () => (await readContractsStamp(db, { project }))[0]?.stamp ?? "",
  read: () => readContracts(db, { project }),
});

/** Does the work at once and then `everyMs` after it was last done; never twice at a time. */
function repeat(everyMs: number, work: () => Promise<void>, log: (line: string) => void): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    await work().catch((error: unknown) => log(`Cannot do the analyser's round: ${error instanceof Error ? error.message : String(error)}`));
    if (!stopped) timer = setTimeout(start, everyMs);
  };
  let running = round();
  function start(): void {
    running = round();
  }
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
