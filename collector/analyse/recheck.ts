import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { findHandoffsOfSeams, findSeamsBetween } from "@/lib/queries/contracts/find-governed-handoffs.ts";
import { findNextRecheck } from "@/lib/queries/contracts/find-next-recheck.ts";
import { readContracts } from "@/lib/queries/contracts/read-contracts.ts";

/** Handoffs judged again in one go: few enough that what has just come does not wait for them. */
const PORTION = 200;
/** The server takes no parameter longer than 128 KiB. */
const SEAMS_MAX = 5000;

/** What judging again needs. `analyse` comes back when the traces have been analysed by the contracts of now; `version` orders what is written. */
interface RecheckParts {
  db: Database;
  project: string;
  analyse: (traceIds: readonly string[]) => Promise<void>;
  version: () => Promise<bigint>;
  /** Whether a request has to wait: other collectors may still judge by what they knew before it. */
  isHeld?: (request: string) => boolean;
  log: (line: string) => void;
  portion?: number;
}

/**
 * Judges a portion of the oldest open request again: stored handoffs of the seams that its contract governs, or did, that began in its
 * window. How far it came is written only after they have been analysed, so that a restart goes on there. Returns whether
 * there may be more to do.
 */
export async function recheckPortion({ db, project, analyse, version, isHeld = () => false, log, portion = PORTION }: RecheckParts): Promise<boolean> {
  const [request] = await findNextRecheck(db, { project });
  if (request === undefined || isHeld(`${request.requestedAt} ${request.contract}`)) return false;
  const { contract, from, to, upTo, afterId } = request;
  const pushes = (await readContracts(db, { project })).filter((push) => push.contract.contract === contract);
  const seams = (await findSeamsBetween(db, { project, from, to })).filter((seam) => isOf(pushes, contract, seam));
  if (seams.length > SEAMS_MAX) log(`Judging again by contract ${contract}: only the first ${SEAMS_MAX} of its ${seams.length} seams are looked at`);
  const seamIds = seams.slice(0, SEAMS_MAX).map((seam) => seam.id);
  const handoffs = seamIds.length === 0 ? [] : await findHandoffsOfSeams(db, { project, seamIds, from, to, upTo, afterId, limit: portion });
  const traceIds = [...new Set(handoffs.flatMap((handoff) => handoff.traceIds))];
  if (traceIds.length > 0) await analyse(traceIds);
  const [last, done, queued] = [handoffs.at(-1), handoffs.length < portion, request.queued + traceIds.length];
  const reached = { up_to: last?.startedAt ?? upTo, after_id: last?.id ?? afterId };
  await db.insert("recheck_progress", [{ project, requested_at: request.requestedAt, contract_name: contract, ...reached, done, queued, version: (await version()).toString() }]);
  if (done) log(`Judged again by contract ${contract}: ${queued} traces with handoffs from ${from} to ${to} (${request.reason})`);
  return true;
}

const LOOK_EVERY_MS = 1000;

/**
 * Returns one round of judging again: at most a portion, and while nothing is asked for, a look once a second. A request waits `holdMs`
 * from when it is first seen. `nowMs` never jumps.
 */
export function createRechecker(parts: Omit<RecheckParts, "isHeld">, nowMs: () => number, holdMs: () => number = () => 0): () => Promise<void> {
  let nextMs = 0;
  let seen = { request: "", atMs: 0 };
  const isHeld = (request: string): boolean => {
    if (seen.request !== request) seen = { request, atMs: nowMs() };
    return nowMs() - seen.atMs < holdMs();
  };
  return async () => {
    const startedMs = nowMs();
    if (startedMs < nextMs) return;
    nextMs = startedMs + LOOK_EVERY_MS;
    if (await recheckPortion({ ...parts, isHeld })) nextMs = startedMs;
  };
}

/** Whether the contract governs the seam, or did: handoffs name it, or one of its versions claims the seam. */
function isOf(pushes: readonly StoredContract[], name: string, ends: { source: string; target: string; contract: string }): boolean {
  if (ends.contract === name) return true;
  return pushes.some(({ contract: { seam } }) => seam !== undefined && normaliseName(seam.source) === normaliseName(ends.source) && normaliseName(seam.target) === normaliseName(ends.target));
}
