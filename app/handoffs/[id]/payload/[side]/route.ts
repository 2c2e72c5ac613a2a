import { z } from "zod";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PAYLOAD_SIDES, type PayloadSide } from "@/lib/model/handoff-payload.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readPayloadSlice, SLICE_LENGTH_MAX } from "@/lib/queries/handoffs/read-payload-slice.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../../../database.ts";

const Side = z.enum(PAYLOAD_SIDES);
const NO_STORE = { "cache-control": "no-store" };

/** One payload in whole, as a file. It is read part by part as fast as the reader takes it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string; side: string }> }): Promise<Response> {
  const asked = await params;
  const side = Side.safeParse(asked.side);
  const [db, id] = [await database(), idFromPath(asked.id)];
  const first = side.success ? await readPayloadSlice(db, { project: PROJECT, id, side: side.data, offset: 0, limit: SLICE_LENGTH_MAX }) : undefined;
  if (first === undefined) return Response.json({ error: `there is no such payload; expected one of ${PAYLOAD_SIDES.join(", ")} of a handoff` }, { status: 404, headers: NO_STORE });
  const ending = first.mediaType === "application/json" ? "json" : "txt";
  return new Response(textOf(db, { id, side: first.side, text: first.text, next: first.next }).pipeThrough(new TextEncoderStream()), {
    headers: { ...NO_STORE, "content-type": "text/plain; charset=utf-8", "content-disposition": `attachment; filename="${first.side}.${ending}"` },
  });
}

/** A payload from its first part on. */
function textOf(db: Database, { id, side, text, next }: { id: string; side: PayloadSide; text: string; next: number | null }): ReadableStream<string> {
  let offset = next;
  return new ReadableStream<string>({
    start: (controller) => controller.enqueue(text),
    async pull(controller) {
      const part = offset === null ? undefined : await readPayloadSlice(db, { project: PROJECT, id, side, offset, limit: SLICE_LENGTH_MAX });
      if (part === undefined) return controller.close();
      offset = part.next;
      controller.enqueue(part.text);
    },
  });
}
