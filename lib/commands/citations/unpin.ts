import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { PinReason } from "@/lib/model/citation.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import type { Pin } from "@/lib/model/pin.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";

/** Whose pins end: all of one citation, or the one of one thing; and who says so. */
export interface UnpinRequest {
  citedBy: string;
  reason?: PinReason;
  kind?: CitedKind;
  id?: string;
  pinId?: string;
  by?: string;
  note?: string;
}

/**
 * Ends pins and answers which. The evidence goes some minutes later, unless another pin holds it; what retention still keeps stays anyway.
 * Without a citation, a kind or a pin's id nothing ends: an empty `citedBy` alone would mean every pin there is.
 */
export async function unpin(db: Database, project: string, { citedBy, reason, kind, id, pinId, by = "", note = "" }: UnpinRequest): Promise<Pin[]> {
  if (citedBy === "" && pinId === undefined && (kind === undefined || id === undefined)) return [];
  const { pins } = await listPins(db, {
    project, citedBy, ...(reason === undefined ? {} : { reason }), ...(kind === undefined ? {} : { kind }), ...(id === undefined ? {} : { id }), ...(pinId === undefined ? {} : { pinIds: [pinId] }),
  });
  const ended = pins.filter((one) => one.citedBy === citedBy || pinId !== undefined);
  await db.insert("pins", ended.map((one) => ({
    project, pin_id: one.pinId, action: "unpin", kind: one.kind, id: one.id, reason: one.reason, cited_by: one.citedBy, said_by: by, note, trace_ids: one.traceIds, traces_in_all: one.tracesInAll, state: "", expires_at: null,
  })));
  return ended;
}
