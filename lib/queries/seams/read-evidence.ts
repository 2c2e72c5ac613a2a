import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { Leg } from "@/lib/model/handoff.ts";
import { RULES } from "@/lib/model/vocabulary.ts";
import type { EvidenceSpan, EvidenceTrace, HandoffEvidence } from "@/lib/seams/explain/facts-of-handoff.ts";
import type { Drawn } from "./read-sample.ts";

const HANDOFFS_MAX = 100;
const SPANS_EACH = 4;
const TRACES_EACH = 3;
/** A longer payload is told by its size alone. */
const BODY_BYTES_MAX = 16_384;
const VALUE_CHARS = 160;

const PAYLOAD = "Tuple(body String, sizeBytes Nullable(Float64), tokens Nullable(Float64))";
const Payload = z.object({ body: z.string(), sizeBytes: z.number().nullable(), tokens: z.number().nullable() });
const payloadOf = (side: "sent" | "received") =>
  `if(JSONType(detail, '${side}') = 'Object', toJSONString(CAST((
        if(length(JSONExtractString(detail, '${side}', 'body')) <= ${BODY_BYTES_MAX}, JSONExtractString(detail, '${side}', 'body'), ' '),
        JSONExtract(detail, '${side}', 'sizeBytes', 'Nullable(Float64)'), JSONExtract(detail, '${side}', 'tokens', 'Nullable(Float64)')), '${PAYLOAD}')), 'null')`;

const readHandoffs = defineQuery({
  name: "seam-explain-handoffs",
  params: z.object({ project: z.string(), seamId: z.string(), starts: z.array(z.bigint()), ids: z.array(z.string()).max(HANDOFFS_MAX) }),
  row: z.object({
    id: z.string(), startedAt: z.string(), source: z.string(), target: z.string(), contract: z.string(), accepted: z.array(z.string()), governedBy: z.string(), rule: z.enum(RULES), mode: z.string(),
    traceIds: z.array(z.string()),
    sent: z.string().transform((json): unknown => JSON.parse(json)).pipe(Payload.nullable()),
    received: z.string().transform((json): unknown => JSON.parse(json)).pipe(Payload.nullable()),
    legs: z.string().transform((json) => z.array(Leg).parse(JSON.parse(json))),
  }),
  sql: `
    SELECT
        handoff_id AS id, started_at AS startedAt, source_version AS source, target_version AS target, contract_version AS contract, rule,
        JSONExtract(detail, 'versions', 'accepted', 'Array(String)') AS accepted,
        trim(concat(JSONExtractString(detail, 'governedBy', 'name'), ' ', JSONExtractString(detail, 'governedBy', 'version'))) AS governedBy,
        JSONExtractString(detail, 'mode') AS mode,
        trace_ids AS traceIds,
        ${payloadOf("sent")} AS sent,
        ${payloadOf("received")} AS received,
        JSONExtractRaw(detail, 'legs') AS legs
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
        AND (seam_id, started_at, handoff_id) IN
        (
            SELECT {seamId: String}, fromUnixTimestamp64Nano(key.1, 'UTC'), key.2
            FROM (SELECT arrayJoin(arrayZip({starts: Array(Int64)}, {ids: Array(String)})) AS key)
        )
    LIMIT ${HANDOFFS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

const Attributes = z.record(z.string(), z.string());
const typed = (values: string, types: string) => `mapFilter((key, value) -> NOT has(['array', 'kvlist', 'bytes', 'empty'], ${types}[key]), mapApply((key, value) -> (key, leftUTF8(value, ${VALUE_CHARS})), ${values}))`;

const readSpans = defineQuery({
  name: "seam-explain-spans",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()), spanIds: z.array(z.string()) }),
  row: z.object({ traceId: z.string(), spanId: z.string(), name: z.string(), scope: z.string(), attributes: Attributes, numbers: z.array(z.string()), resource: Attributes }),
  sql: `
    SELECT
        trace_id AS traceId, span_id AS spanId, name, scope_name AS scope,
        ${typed("attributes", "attribute_types")} AS attributes,
        mapKeys(mapFilter((key, type) -> type IN ('int', 'double'), attribute_types)) AS numbers,
        ${typed("resource_attributes", "resource_attribute_types")} AS resource
    FROM spans
    PREWHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))} AND span_id IN {spanIds: Array(FixedString(16))}
    ORDER BY trace_id, span_id, content_hash
    LIMIT 1 BY trace_id, span_id
    LIMIT ${HANDOFFS_MAX * SPANS_EACH}`,
});

const readTraces = defineQuery({
  name: "seam-explain-traces",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()) }),
  row: z.object({ traceId: z.string(), name: z.string(), spans: z.coerce.number(), errors: z.coerce.number(), services: z.array(z.string()), agents: z.array(z.string()) }),
  sql: `
    SELECT trace_id AS traceId, name, spans, errors, services, agents
    FROM traces FINAL
    PREWHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
    LIMIT ${HANDOFFS_MAX * TRACES_EACH}`,
});

/** What at most 100 handoffs of a seam can be compared by: their own record, their first spans of either side, and their traces. All by primary key. */
export async function readEvidence(db: Database, { project, seamId, drawn }: { project: string; seamId: string; drawn: readonly Drawn[] }): Promise<HandoffEvidence[]> {
  if (drawn.length === 0) return [];
  const handoffs = await readHandoffs(db, { project, seamId, starts: drawn.map(({ atUnixNano }) => atUnixNano), ids: drawn.map(({ id }) => id) });
  const evidenceOf = new Map(handoffs.map((handoff) => [handoff.id, firstLegs(handoff.legs)]));
  const legs = [...evidenceOf.values()].flat();
  const traceIds = [...new Set(handoffs.flatMap((handoff) => handoff.traceIds.slice(0, TRACES_EACH)))];
  const [spans, traces] = await Promise.all([
    legs.length === 0 ? [] : readSpans(db, { project, traceIds: [...new Set(legs.map((leg) => leg.traceId))], spanIds: [...new Set(legs.map((leg) => leg.spanId))] }),
    traceIds.length === 0 ? [] : readTraces(db, { project, traceIds }),
  ]);
  const spanOf = new Map(spans.map((span) => [`${span.traceId} ${span.spanId}`, span]));
  const traceOf = new Map<string, EvidenceTrace>(traces.map((trace) => [trace.traceId, trace]));
  return handoffs.map(({ source, target, contract, accepted, ...handoff }) => ({
    ...handoff,
    versions: { source, target, contract, accepted },
    spans: (evidenceOf.get(handoff.id) ?? []).flatMap(({ traceId, spanId, side }): EvidenceSpan[] => {
      const span = spanOf.get(`${traceId} ${spanId}`);
      return span === undefined ? [] : [{ side, name: span.name, scope: span.scope, attributes: withNumbers(span), resource: span.resource }];
    }),
    traces: handoff.traceIds.slice(0, TRACES_EACH).flatMap((traceId) => traceOf.get(traceId) ?? []),
  }));
}

/** The first spans of either side, each once. */
function firstLegs(legs: readonly Leg[]): { side: "source" | "target"; traceId: string; spanId: string }[] {
  const told = legs.flatMap(({ side, traceId, spanId }) => (spanId !== "" && (side === "source" || side === "target") ? [{ side, traceId, spanId }] : []));
  const once = [...new Map(told.map((leg) => [`${leg.side} ${leg.spanId}`, leg])).values()];
  return [...groupBy(once, (leg) => leg.side).values()].flatMap((some) => some.slice(0, SPANS_EACH / 2));
}

function withNumbers({ attributes, numbers }: { attributes: Record<string, string>; numbers: readonly string[] }): Record<string, string | number> {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, numbers.includes(key) && Number.isFinite(Number(value)) ? Number(value) : value]));
}
