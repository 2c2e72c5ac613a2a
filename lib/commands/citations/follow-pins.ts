import type { Database } from "@/lib/clickhouse/open-database.ts";
import { findEvidenceTraces } from "@/lib/queries/citations/find-evidence-traces.ts";
import { findGrownPinnedTraces, readHeldTraces } from "@/lib/queries/citations/find-grown-pins.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { copyEvidence } from "./copy-evidence.ts";
import { notePin } from "./pin.ts";

/** Traces whose pins are looked up by one question. */
const TRACES_PER_QUESTION = 100;

/**
 * Copies what has come to pinned traces: spans that arrived late, a judgement that changed, a trace that joined the workflow. `lastS` says how far back is
 * looked; undefined copies all that is pinned once more, for after a time in which nobody looked. Answers how many traces were copied. What a
 * standing pin grows by is kept even beyond the limit of pins: half of the evidence would be none.
 */
export async function followPins(db: Database, { project, lastS, now }: { project: string; lastS: number | undefined; now: Date }): Promise<number> {
  const rows = lastS === undefined ? await readHeldTraces(db, { project }) : await findGrownPinnedTraces(db, { project, lastS });
  const traceIds = rows.map((row) => row.traceId);
  for (let start = 0; start < traceIds.length; start += TRACES_PER_QUESTION) {
    const part = traceIds.slice(start, start + TRACES_PER_QUESTION);
    await copyEvidence(db, project, [...new Set([...part, ...(await joinedTo(db, { project, traceIds: part, now }))])]);
  }
  return traceIds.length;
}

/** Traces that belong to what is pinned since its pin was made, noted with the pin. */
async function joinedTo(db: Database, { project, traceIds, now }: { project: string; traceIds: string[]; now: Date }): Promise<string[]> {
  const joined: string[] = [];
  for (const pin of (await listPins(db, { project, traceIds })).pins) {
    const evidence = await findEvidenceTraces(db, { project, kind: pin.kind, id: pin.id, now });
    const fresh = evidence?.traceIds.filter((traceId) => !pin.traceIds.includes(traceId)) ?? [];
    if (evidence === undefined || fresh.length === 0) continue;
    const { pinId, expiresAt, ...request } = pin;
    const all = { ...evidence, traceIds: [...new Set([...pin.traceIds, ...fresh])], state: pin.state };
    await notePin(db, { project, pinId, request, evidence: all, expiresAt: expiresAt === null ? null : new Date(expiresAt) });
    joined.push(...fresh);
  }
  return joined;
}
