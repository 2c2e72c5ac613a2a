import type { IngestCounts } from "./counters.ts";
import type { RawRequest, Ready, Refused } from "./prepare/prepared.ts";
import type { Preparer } from "./prepare/preparer.ts";
import type { Answer } from "./receive/answer.ts";
import type { Spool } from "./spool/spool.ts";

/** What the write path is joined from. `complain` is told what was wrong with a request, `remark` what is no fault of anybody. */
export interface Ingest {
  preparer: Pick<Preparer, "prepare">;
  spool: Pick<Spool, "append" | "appendRejects">;
  counts: IngestCounts;
  complain: (line: string) => void;
  remark: (line: string) => void;
}

/**
 * The write path up to the answer: a request's bytes → decoded, redacted, encoded → on our disk. A sender is told "taken" only when
 * its records would survive a power cut (docs/decisions/0013-a-spool-on-leveldb.md); `collector/store` brings them to the tables.
 */
export async function ingest(path: Ingest, raw: RawRequest): Promise<Answer> {
  const prepared = await path.preparer.prepare(raw);
  return prepared.kind === "refused" ? refuse(path, prepared) : keep(path, raw, prepared);
}

async function refuse({ spool, counts, complain }: Ingest, { status, message, rejects }: Refused): Promise<Answer> {
  counts.refusedRequests += 1;
  counts.countRejects(rejects.value);
  complain(`refused a request: ${message}`);
  await spool.appendRejects(rejects);
  return { kind: "refused", status, message };
}

async function keep({ spool, counts, complain, remark }: Ingest, { signal }: RawRequest, ready: Ready): Promise<Answer> {
  const appended = await spool.append(signal, ready);
  if (appended.kind === "busy") {
    counts.busyRequests[appended.status] += 1;
    return { ...appended, message: `${appended.message}; send the same again in ${appended.retryAfterS} seconds` };
  }
  const { rejected, message } = appended;
  if (appended.kind === "kept") {
    counts.countRejects(ready.rejects.value);
    counts.countRedactions(ready.redactions);
    counts.countIgnored(ready.ignoredByReason);
    if (message !== "") complain(message);
    if (ready.ignored > 0) remark(`took ${ready.ignored} log records without keeping them, since they tell of no handoff: ${Object.keys(ready.ignoredByReason).join(", ")}; /healthz counts them`);
  }
  return { kind: "taken", rejected, message };
}
