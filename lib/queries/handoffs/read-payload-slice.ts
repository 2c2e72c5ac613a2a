import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PAYLOAD_SIDES, type PayloadSide, type PayloadSlice } from "@/lib/model/handoff-payload.ts";
import { getHandoff } from "./get-handoff.ts";
import { placesBy, WHOLE_FIRST } from "./places-of-handoffs.ts";

/** Characters of one part: few enough to be read and written without holding others up for long; each part has the database look through the whole payload. */
export const SLICE_LENGTH_MAX = 4_000_000;

const PAYLOAD = "Tuple(body String, mediaType String, hash String, sizeBytes Nullable(Float64), tokens Nullable(Float64), `from` String)";

/** By id alone; the database cuts the payload, so that no more of it comes here than was asked for. */
const readSlice = defineQuery({
  name: "read-payload-slice",
  params: z.object({ project: z.string(), ids: z.tuple([z.string()]), side: z.enum(PAYLOAD_SIDES), offset: z.int().min(0), limit: z.int().min(1).max(SLICE_LENGTH_MAX) }),
  row: z.object({
    isReadable: z.number().transform((flag) => flag === 1),
    text: z.string(), length: z.coerce.number(), mediaType: z.enum(["application/json", "text/plain"]).or(z.literal("")), hash: z.string(), sizeBytes: z.number().nullable(), tokens: z.number().nullable(), from: z.string(),
  }),
  sql: `
    SELECT
        JSONExtract(detail, {side: String}, '${PAYLOAD}') AS payload,
        JSONHas(detail, {side: String}) AS isReadable,
        substringUTF8(payload.body, {offset: UInt64} + 1, {limit: UInt32}) AS text,
        lengthUTF8(payload.body) AS length,
        payload.mediaType AS mediaType, payload.hash AS hash, payload.sizeBytes AS sizeBytes, payload.tokens AS tokens, payload.\`from\` AS \`from\`
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("handoff", "ids")}
    ORDER BY ${WHOLE_FIRST}
    LIMIT 1`,
});

/** Which part of which payload. */
export interface SliceQuestion {
  project: string;
  id: string;
  side: PayloadSide;
  offset: number;
  limit: number;
}

/** A part of a payload; undefined when there is no such handoff or it has no such payload. */
export async function readPayloadSlice(db: Database, { project, id, side, offset, limit }: SliceQuestion): Promise<PayloadSlice | undefined> {
  const [row] = await readSlice(db, { project, ids: [id], side, offset, limit });
  if (row === undefined) return undefined;
  const { isReadable, mediaType, ...told } = row;
  if (!isReadable) return sliceOfWhole(db, { project, id, side, offset, limit });
  return mediaType === "" ? undefined : sliceOf({ ...told, mediaType }, { side, offset, limit });
}

/** JSON that holds half a surrogate pair is none to the database: it is read in whole. */
async function sliceOfWhole(db: Database, { project, id, side, offset, limit }: SliceQuestion): Promise<PayloadSlice | undefined> {
  const payload = (await getHandoff(db, { project, id }))?.[side] ?? undefined;
  if (payload === undefined) return undefined;
  const { body, ...told } = payload;
  const characters = Array.from(body);
  return sliceOf({ ...told, text: characters.slice(offset, offset + limit).join(""), length: characters.length }, { side, offset, limit });
}

function sliceOf(told: Omit<PayloadSlice, "side" | "offset" | "next">, { side, offset, limit }: Pick<SliceQuestion, "side" | "offset" | "limit">): PayloadSlice {
  return { ...told, side, offset, next: offset + limit < told.length ? offset + limit : null };
}
