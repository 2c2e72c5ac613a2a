import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { PINNED_TRACES_MAX } from "@/lib/model/pin.ts";
import { getSeam } from "../seams/get-seam.ts";
import { placesBy } from "../handoffs/places-of-handoffs.ts";
import { TraceId } from "../traces/trace-id.ts";
import { countSpans } from "../traces/count-spans.ts";
import { findWorkflowTraces } from "../workflows/find-workflow-traces.ts";

/** What is measured of a seam when it is pinned: its last week. */
const SEAM_WINDOW_MS = 7 * 86_400_000;

/** The evidence of one thing: which traces hold it, how many there are, and of a seam what was measured of it. */
export interface Evidence {
  traceIds: string[];
  inAll: number;
  state: string;
}

const readTracesOfHandoffs = defineQuery({
  name: "read-traces-of-handoffs",
  params: z.object({ project: z.string(), ids: z.array(z.string()) }),
  row: z.object({ traceIds: z.array(z.string()), correlationId: z.string() }),
  sql: `
    SELECT trace_ids AS traceIds, correlation_id AS correlationId
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("handoff", "ids")}
    ORDER BY version DESC
    LIMIT 1 BY handoff_id`,
});

const readSamples = defineQuery({
  name: "read-samples-of-firing",
  params: z.object({ project: z.string(), firingId: z.string() }),
  row: z.object({ handoffIds: z.array(z.string()) }),
  sql: `
    SELECT arrayDistinct(arrayFlatten(groupArray(arrayMap(sample -> JSONExtractString(sample, 'handoffId'), JSONExtractArrayRaw(message, 'evidence', 'samples'))))) AS handoffIds
    FROM alert_transitions
    WHERE project = {project: String} AND firing_id = {firingId: String} AND firing_id != ''
    HAVING count() > 0
    LIMIT 1`,
});

interface Question {
  project: string;
  kind: CitedKind;
  id: string;
  now: Date;
}

const OF_KIND: Record<CitedKind, (db: Database, question: Question) => Promise<Evidence | undefined>> = {
  async handoff(db, { project, id }) {
    const [found] = await readTracesOfHandoffs(db, { project, ids: [id] });
    if (found === undefined) return undefined;
    const byTask = found.correlationId === "" ? { traceIds: [], inAll: 0 } : await findWorkflowTraces(db, { project, key: found.correlationId });
    const around = byTask.traceIds.length > 0 ? byTask : await findWorkflowTraces(db, { project, key: found.traceIds[0] ?? "" });
    return withAround(found.traceIds, around);
  },
  async trace(db, { project, id }) {
    const traceId = TraceId.safeParse(id.toLowerCase());
    if (!traceId.success || (await countSpans(db, { project, traceIds: [traceId.data] })).length === 0) return undefined;
    return withAround([traceId.data], await findWorkflowTraces(db, { project, key: traceId.data }));
  },
  async workflow(db, { project, id }) {
    const { traceIds, inAll } = await findWorkflowTraces(db, { project, key: id });
    const stored = traceIds.length === 0 ? [] : await countSpans(db, { project, traceIds });
    return stored.length === 0 ? undefined : { traceIds: stored.map((one) => one.traceId).toSorted(), inAll: Math.max(inAll, traceIds.length), state: "" };
  },
  async seam(db, { project, id, now }) {
    const seam = await getSeam(db, { project, seamId: id, from: new Date(now.getTime() - SEAM_WINDOW_MS), to: now });
    return seam === undefined ? undefined : { traceIds: [], inAll: 0, state: JSON.stringify({ ...seam, trend: [], groups: [] }) };
  },
  async firing(db, { project, id }) {
    const [found] = await readSamples(db, { project, firingId: id });
    if (found === undefined) return undefined;
    const handoffs = found.handoffIds.length === 0 ? [] : await readTracesOfHandoffs(db, { project, ids: found.handoffIds });
    const traceIds = [...new Set(handoffs.flatMap((handoff) => handoff.traceIds))];
    return { traceIds, inAll: traceIds.length, state: "" };
  },
};

/** The traces with evidence first, then others of the same workflow as far as there is room. */
function withAround(own: readonly string[], around: { traceIds: readonly string[]; inAll: number }): Evidence {
  const others = around.traceIds.filter((traceId) => !own.includes(traceId));
  return { traceIds: [...own, ...others.slice(0, PINNED_TRACES_MAX.around)], inAll: Math.max(own.length + others.length, around.inAll), state: "" };
}

/**
 * What must be kept so that one thing can be looked at later: of a handoff its traces and those around them in its workflow (at most 20), of
 * a trace likewise, of a workflow its traces, of a firing those of its samples, of a seam what was measured of it in the last week. Undefined
 * when nothing of it is stored.
 */
export const findEvidenceTraces = (db: Database, question: Question): Promise<Evidence | undefined> => OF_KIND[question.kind](db, question);
