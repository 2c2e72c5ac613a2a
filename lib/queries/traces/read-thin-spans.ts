import { z } from "zod";
import { fromColumns } from "@/lib/clickhouse/attribute-columns.ts";
import { Digits, Texts, Types } from "@/lib/clickhouse/column-schemas.ts";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import { SPAN_KINDS, STATUS_CODES, type Span } from "@/lib/model/span.ts";
import { joinLogs } from "@/lib/seams/trace/join-logs.ts";
import { readLogRecords } from "./read-log-records.ts";
import { readSpans } from "./read-spans.ts";
import { readToldSpans, type ToldSpans } from "./read-told-spans.ts";
import { TraceId } from "./trace-id.ts";

/** As many spans as a waterfall has places for. Whoever gets so many has to say that there are more. */
const THIN_SPANS_MAX = 300_000;
/** When more of a trace than this must be read in whole, all of it is. */
const WHOLE_MAX = 20_000;

/** What tells of a span whose run it is, and what it is (lib/seams/trace/agent-name.ts, graph-node.ts, span-role.ts and lib/seams/outline). */
const TELLING = [
  "gen_ai.operation.name", "gen_ai.agent.name", "gen_ai.agent.id", "openinference.span.kind", "agent.name", "graph.node.id", "logfire.msg_template", "name",
  "subagent_type", "traceloop.span.kind", "langsmith.span.kind", "traceloop.entity.name", "handoff.id", "handoff.retry.attempt", "http.request.resend_count",
  ...["traceloop.association.properties.", "langsmith.metadata."].flatMap((prefix) => ["langgraph_node", "langgraph_checkpoint_ns"].map((key) => prefix + key)),
];
const IS_TELLING = `(key, value) -> key IN (${TELLING.map((key) => `'${key}'`).join(", ")})
        OR (key = 'metadata' AND position(value, 'langgraph_') > 0)
        OR (key = 'input.value' AND endsWith(name, '.run_agent_step'))`;
/** As in lib/seams/trace/normalise-status.ts. */
const CONTROL_FLOW = String.raw`\\b(ParentCommand|GraphInterrupt|NodeInterrupt)\\b|\\bCommand\\(`;

const Row = z.object({
  ids: z.array(z.string()),
  parents: z.array(z.string()),
  names: z.array(z.string()),
  kinds: z.array(z.enum(SPAN_KINDS)),
  starts: z.array(Digits),
  ends: z.array(Digits),
  statuses: z.array(z.enum(STATUS_CODES)),
  services: z.array(z.string()),
  scopes: z.array(z.string()),
  texts: z.array(Texts),
  types: z.array(Types),
  whole: z.array(z.string()),
});

/**
 * One row with a list a column: an object a span would be parsed at three times the cost. Spans that tell of a handoff that is not
 * theirs are named in `whole`, and so are ids that stand for more than one content.
 */
const readColumns = defineQuery({
  name: "read-thin-spans",
  params: z.object({ project: z.string(), traceId: TraceId }),
  row: Row,
  sql: `
    SELECT
        groupArray(span_id) AS ids,
        groupArray(parent_span_id) AS parents,
        groupArray(name) AS names,
        groupArray(kind) AS kinds,
        groupArray(start_unix_nano) AS starts,
        groupArray(end_unix_nano) AS ends,
        groupArray(status) AS statuses,
        groupArray(service) AS services,
        groupArray(scope_name) AS scopes,
        groupArray(telling) AS texts,
        groupArray(telling_types) AS types,
        groupUniqArrayIf(span_id, is_whole OR copies > 1) AS whole
    FROM
    (
        SELECT *, count() OVER (PARTITION BY span_id) AS copies
        FROM
        (
            SELECT
                span_id, parent_span_id, name, kind, start_unix_nano, end_unix_nano, scope_name,
                if(
                    status_code = 'error' AND match(
                        concat(
                            status_message, '\\n',
                            arrayStringConcat(arrayMap((event, attrs) -> if(event = 'exception', concat(attrs['exception.type'], '\\n', attrs['exception.message']), ''), \`events.name\`, \`events.attributes\`), '\\n')
                        ),
                        '${CONTROL_FLOW}'
                    ),
                    'ok',
                    status_code
                ) AS status,
                resource_attributes['service.name'] AS service,
                mapApply((key, value) -> (key, if(key = 'input.value', rightUTF8(value, 1000), value)), mapFilter(${IS_TELLING}, attributes)) AS telling,
                mapFilter((key, type) -> mapContains(telling, key), attribute_types) AS telling_types,
                mapContains(attributes, 'handoff.event') OR arrayExists(event -> startsWith(event, 'handoff.'), \`events.name\`) AS is_whole
            FROM kept_spans
            WHERE project = {project: String} AND trace_id = {traceId: String}
            ORDER BY project, trace_id, span_id, content_hash
            LIMIT 1 BY trace_id, span_id, content_hash
        )
        ORDER BY start_unix_nano, span_id
        LIMIT ${THIN_SPANS_MAX}
    )`,
});

/**
 * The spans of a trace with so much of each as tells its place in the waterfall, whose run it is and what it is; joined with log
 * records as `readToldSpans` does. Statuses have framework control flow set aside. Of more than 300,000 the earliest.
 */
export async function readThinSpans(db: Database, { project, traceId }: { project: string; traceId: string }): Promise<Omit<ToldSpans, "bytes">> {
  const [[columns], logged] = await Promise.all([readColumns(db, { project, traceId }), readLogRecords(db, { project, traceIds: [traceId] })]);
  const whole = columns?.whole ?? [];
  if (whole.length > WHOLE_MAX) return readToldSpans(db, { project, traceIds: [traceId], limit: 200_000 });
  const read = whole.length === 0 ? [] : (await readSpans(db, { project, traceIds: [traceId], spanIds: whole })).spans;
  const replaced = new Set(read.map((span) => span.spanId));
  const thin: Span[] = [];
  const shared = sharedParts();
  for (const [index, spanId] of (columns?.ids ?? []).entries()) if (columns !== undefined && !replaced.has(spanId)) thin.push(spanAt(columns, traceId, index, shared));
  return { spans: joinLogs([...thin, ...read], logged.records), isCut: (columns?.ids.length ?? 0) >= THIN_SPANS_MAX || logged.isCut };
}

const NOTHING = { droppedAttributesCount: 0, schemaUrl: "" };

/** The same object for all spans of a service, of a scope, and without attributes: nobody writes into a span. */
function sharedParts() {
  const known = new Map<string, Span["resource"]>();
  const scopes = new Map<string, Span["scope"]>();
  const nothing: Pick<Span, "attributes" | "events" | "links"> = { attributes: attributesOf([]), events: [], links: [] };
  return {
    ...nothing,
    resourceOf(service: string): Span["resource"] {
      const resource = known.get(service) ?? { attributes: attributesOf(service === "" ? [] : [["service.name", service]]), ...NOTHING };
      known.set(service, resource);
      return resource;
    },
    scopeOf(name: string): Span["scope"] {
      const scope = scopes.get(name) ?? { name, version: "", attributes: nothing.attributes, ...NOTHING };
      scopes.set(name, scope);
      return scope;
    },
  };
}

function spanAt(columns: z.output<typeof Row>, traceId: string, index: number, shared: ReturnType<typeof sharedParts>): Span {
  const texts = columns.texts[index] ?? {};
  return {
    traceId,
    spanId: columns.ids[index] ?? "",
    parentSpanId: columns.parents[index] ?? "",
    traceState: "",
    flags: 0,
    name: columns.names[index] ?? "",
    kind: columns.kinds[index] ?? "unspecified",
    startUnixNano: BigInt(columns.starts[index] ?? 0),
    endUnixNano: BigInt(columns.ends[index] ?? 0),
    statusCode: columns.statuses[index] ?? "unset",
    statusMessage: "",
    attributes: Object.keys(texts).length === 0 ? shared.attributes : fromColumns({ texts, types: columns.types[index] ?? {} }),
    droppedAttributesCount: 0,
    events: shared.events,
    droppedEventsCount: 0,
    links: shared.links,
    droppedLinksCount: 0,
    resource: shared.resourceOf(columns.services[index] ?? ""),
    scope: shared.scopeOf(columns.scopes[index] ?? ""),
  };
}
