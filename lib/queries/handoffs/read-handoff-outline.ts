import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { StoredHandoff, type Handoff, type Payload } from "@/lib/model/handoff.ts";
import { PAYLOAD_SIDES, type HandoffOutline, type PayloadSide } from "@/lib/model/handoff-payload.ts";
import { placesBy, WHOLE_FIRST } from "./places-of-handoffs.ts";

/** Details up to this many bytes are read as they are; of longer ones the database takes the payloads apart. */
const DETAIL_BYTES_MAX = 256 * 1024;
/** Characters of each payload that come along: as much as a page shows before anything is opened. */
const BODY_LENGTH_MAX = 16_000;

const Json = z.string().transform((text): unknown => JSON.parse(text));
const PAYLOAD = "Tuple(body String, mediaType String, hash String, sizeBytes Nullable(Float64), tokens Nullable(Float64), `from` String)";
const SIDE = z.object({ body: z.string(), length: z.coerce.number(), mediaType: z.enum(["application/json", "text/plain"]).or(z.literal("")), hash: z.string(), sizeBytes: z.number().nullable(), tokens: z.number().nullable(), from: z.string() });

/** By id alone. A detail that the database cannot take apart, because it holds half a surrogate pair, comes as it is. */
const readOutline = defineQuery({
  name: "read-handoff-outline",
  params: z.object({ project: z.string(), ids: z.tuple([z.string()]) }),
  row: z.object({ handoff: Json, sent: SIDE, received: SIDE, returned: SIDE, isWhole: z.number().transform((flag) => flag === 1) }),
  sql: `
    SELECT
        length(detail) <= ${DETAIL_BYTES_MAX} OR JSONLength(detail) = 0 AS isWhole,
        if(isWhole, detail, concat('{', arrayStringConcat(arrayMap(
            member -> concat(toJSONString(member.1), ':', member.2),
            arrayFilter(member -> member.1 NOT IN ('sent', 'received', 'returned'), JSONExtractKeysAndValuesRaw(detail))), ','), '}')) AS handoff,
        JSONExtract(if(isWhole, '{}', detail), 'Tuple(${PAYLOAD_SIDES.map((side) => `${side} ${PAYLOAD}`).join(", ")})') AS payloads,
        ${PAYLOAD_SIDES.map((side) => `${sideColumn(side)} AS ${side}`).join(",\n        ")}
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("handoff", "ids")}
    ORDER BY ${WHOLE_FIRST}
    LIMIT 1`,
});

function sideColumn(side: PayloadSide): string {
  const of = (part: string): string => `payloads.${side}.\`${part}\``;
  const values = [`leftUTF8(${of("body")}, ${BODY_LENGTH_MAX})`, `lengthUTF8(${of("body")})`, ...["mediaType", "hash", "sizeBytes", "tokens", "from"].map(of)];
  return `CAST(tuple(${values.join(", ")}), 'Tuple(body String, length UInt64, mediaType String, hash String, sizeBytes Nullable(Float64), tokens Nullable(Float64), \`from\` String)')`;
}

/** A handoff with all its evidence, of long payloads the beginning only; undefined when there is none with this id. */
export async function readHandoffOutline(db: Database, { project, id }: { project: string; id: string }): Promise<HandoffOutline | undefined> {
  const [row] = await readOutline(db, { project, ids: [id] });
  if (row === undefined) return undefined;
  if (row.isWhole) return cut(StoredHandoff.parse(row.handoff));
  const payloads = { sent: payloadOf(row.sent), received: payloadOf(row.received), returned: payloadOf(row.returned) };
  const handoff = StoredHandoff.parse({ ...z.record(z.string(), z.unknown()).parse(row.handoff), ...payloads });
  const lengthIn = (side: PayloadSide): number | null => (payloads[side] === null ? null : row[side].length);
  return { handoff, lengths: { sent: lengthIn("sent"), received: lengthIn("received"), returned: lengthIn("returned") } };
}

function payloadOf({ body, mediaType, hash, sizeBytes, tokens, from }: z.infer<typeof SIDE>): Payload | null {
  return mediaType === "" ? null : { body, mediaType, hash, sizeBytes, tokens, from };
}

const shorter = (payload: Payload | null): Payload | null => (payload === null ? null : { ...payload, body: payload.body.slice(0, BODY_LENGTH_MAX) });

const lengthOf = (payload: Payload | null): number | null => (payload === null ? null : Array.from(payload.body).length);

function cut(handoff: Handoff): HandoffOutline {
  const { sent, received, returned } = handoff;
  return {
    handoff: { ...handoff, sent: shorter(sent), received: shorter(received), returned: shorter(returned) },
    lengths: { sent: lengthOf(sent), received: lengthOf(received), returned: lengthOf(returned) },
  };
}
