import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readContracts } from "@/lib/queries/contracts/read-contracts.ts";
import { readContractsStamp } from "@/lib/queries/contracts/read-contracts-stamp.ts";
import { countSpans } from "@/lib/queries/traces/count-spans.ts";
import { findUnanalysedTraces } from "@/lib/queries/traces/find-unanalysed-traces.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { type AnalysisCounts, isolateFailures } from "./isolate-failures.ts";
import { type ContractSource, keepContractBook } from "./contract-book.ts";
import { packTraces } from "./pack-traces.ts";
import { createRechecker } from "./recheck.ts";
import { createReconciler } from "./reconcile.ts";
import { createSchemaValidator } from "./schema-validator.ts";
import { settleTraces } from "./settle-traces.ts";

/** Traces taken out in one go, and spans read in one go: enough to read and write in blocks, few enough to stay small in memory. */
const TRACES_AT_ONCE = 400;
const SPANS_PER_BATCH = 50_000;
const RECONCILE_EVERY_MS = 5000;
const CONTRACTS_KEPT_MS = 1000;
const CATCH_UP_EVERY_MS = 60_000;
/** What a killed collector owes is looked for once over a day; after that, what slipped through is at most minutes old. */
const CATCH_UP_FIRST_S = 86_400;
const CATCH_UP_THEN_S = 600;
const TRACES_MAX = 1_000_000;
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
export function startAnalyser({ db, project, config, log, retryAfterMs = RETRY_AFTER_MS }: AnalyserParts): Analyser {
  const settler = settleTraces(config.SEAMSCOPE_QUIET_MS);
  const validator = createSchemaValidator();
  const contracts = keepContractBook(contractsOf(db, project), Math.min(CONTRACTS_KEPT_MS, config.SEAMSCOPE_QUIET_MS / 2), () => performance.now());
  const queue = (traceIds: Iterable<string>): void => {
    for (const traceId of traceIds) if (!isolation.hasGivenUp(traceId)) settler.grew(traceId, performance.now());
  };
  const isolation = isolateFailures({
    analyse: async (traceIds) => queue(await analyseTraces({ db, project, validator, deadlineMs: config.SEAMSCOPE_DEADLINE_MS, now: unixNanoNow(), log, contracts: () => contracts.open() }, traceIds)),
    isDatabaseUp: () => db.ping(),
    again: (traceIds, afterMs) => setTimeout(() => queue(traceIds), afterMs).unref(),
    retryAfterMs,
    log,
  });
  const analyse = async (traceIds: readonly string[]): Promise<void> => {
    for (const batch of await batchesOf([...traceIds])) await isolation.run(batch);
  };
  const analyseDue = async (): Promise<void> => {
    const due = settler.takeDue(performance.now(), TRACES_AT_ONCE);
    if (due.length > 0) await analyse(due);
  };
  const analyseAnew = (traceIds: readonly string[]): Promise<void> => {
    contracts.expire();
    return analyse(traceIds);
  };
  const recheckDue = createRechecker({ db, project, analyse: analyseAnew, version: unixNanoNow, log }, () => performance.now());
  /** When even counting fails, the traces go on uncounted and fail where failures are dealt with. */
  const batchesOf = async (traceIds: string[]): Promise<string[][]> => {
    const counted = await countSpans(db, { project, traceIds }).catch(() => undefined);
    return counted === undefined ? [traceIds] : packTraces(counted, SPANS_PER_BATCH);
  };
  let lookBackS = CATCH_UP_FIRST_S;
  const catchUp = async (): Promise<void> => {
    queue(idsOf(await findUnanalysedTraces(db, { project, lookBackS, limit: TRACES_MAX })));
    lookBackS = CATCH_UP_THEN_S;
  };
  const loops = [
    // What has just come goes first; what is judged again fills the time between, and neither runs into the other.
    repeat(Math.min(250, config.SEAMSCOPE_QUIET_MS / 4), () => analyseDue().then(recheckDue), log),
    repeat(RECONCILE_EVERY_MS, createReconciler({ db, project, queue, now: Date.now }), log),
    repeat(CATCH_UP_EVERY_MS, catchUp, log),
  ];
  return {
    counts: isolation.counts,
    grew(traceIds) {
      for (const traceId of traceIds) {
        isolation.forget(traceId);
        settler.grew(traceId, performance.now());
      }
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await validator.close();
    },
  };
}

const contractsOf = (db: Database, project: string): ContractSource => ({
  stamp: async () => (await readContractsStamp(db, { project }))[0]?.stamp ?? "",
  read: () => readContracts(db, { project }),
});

const idsOf = (rows: readonly { traceId: string }[]): string[] => rows.map((row) => row.traceId);

let lastNano = 0n;

/** Unix nanoseconds that grow from call to call, since they order what is written. */
function unixNanoNow(): bigint {
  const now = BigInt(Date.now()) * 1_000_000n;
  lastNano = now > lastNano ? now : lastNano + 1n;
  return lastNano;
}

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
