import { z } from "zod";
import { refuse } from "@/app/api/answer-request.ts";
import { openStream } from "@/app/api/live/open-stream.ts";
import { DASHBOARD_SOURCE, endOfProcess, sharedFeed } from "@/app/api/live/shared-feed.ts";
import { TextParameter, TraceIdParameter } from "@/lib/api/parameters.ts";
import { readQuery } from "@/lib/api/read-parameters.ts";

const STREAM_HEADERS = { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" };
/** Each listener holds a connection of this process. */
const LISTENERS_MAX = 500;
const TRACES_MAX = 50;

const Query = z.strictObject({
  since: z.string().regex(/^\d{1,15}$/, "expected the id of an event, which is unix milliseconds").transform(Number).optional(),
  seam: TextParameter.optional(),
  handoff: TextParameter.optional(),
  workflow: TextParameter.optional(),
  trace: z.string().transform((ids) => ids.split(",")).pipe(z.array(TraceIdParameter).max(TRACES_MAX, `expected ${TRACES_MAX} traces or fewer`)).optional(),
});

/** Handoffs and verdicts as they advance, as server-sent events; resumes from `Last-Event-ID`, or from `since`. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  // What a browser sends by itself when it connects again is newer than what stands in the address.
  const lastEventId = request.headers.get("last-event-id") ?? "";
  if (lastEventId !== "") params.set("since", lastEventId);
  const query = readQuery(Query, params);
  if (!query.ok) return refuse(query.problem);
  const feed = sharedFeed();
  if (feed.listeners >= LISTENERS_MAX) return refuse({ code: "unavailable", message: `${LISTENERS_MAX} listeners are connected already; ask again later` });
  const { since: sinceMs, trace, ...named } = query.value;
  try {
    const stream = await openStream(feed, DASHBOARD_SOURCE, { topic: { ...named, traces: trace }, sinceMs, ends: [request.signal, endOfProcess()] });
    return new Response(stream, { headers: STREAM_HEADERS });
  } catch (error) {
    console.error("GET /api/v1/live failed:", error);
    return refuse({ code: "unavailable", message: "the database, or a shard of it, does not answer; it may be starting" });
  }
}
