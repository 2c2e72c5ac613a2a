import { PROJECT } from "@/lib/model/project.ts";
import { getSpan } from "@/lib/queries/traces/get-span.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../../../database.ts";

/** One span with everything it came with, for the panel beside the waterfall; the page itself carries what bars need only. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string; spanId: string }> }): Promise<Response> {
  const { id, spanId } = await params;
  const span = await getSpan(await database(), { project: PROJECT, traceId: idFromPath(id), spanId: idFromPath(spanId) });
  const headers = { "cache-control": "no-store" };
  return span === undefined ? Response.json({ error: `Cannot find span ${spanId}` }, { status: 404, headers }) : Response.json(span, { headers });
}
