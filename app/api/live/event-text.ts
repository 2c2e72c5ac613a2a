import type { LiveChange } from "@/lib/model/live.ts";
import type { FeedNews } from "./change-feed.ts";

/** The most changes that one event spells out; `more` says how many are left out. */
const SPELT_OUT_MAX = 200;

/** How long a browser waits before it connects again (WHATWG HTML, server-sent events: `retry`). */
export const RETRY = "retry: 2000\n\n";

/** News as an event of text/event-stream; its id is the moment to resume from. */
export function eventText(news: FeedNews): string {
  if (news.kind === "away") return event("away", {});
  if (news.kind !== "changes") return event(news.kind, {}, news.cursorMs);
  return event("changes", toldOf(news.changes), news.cursorMs);
}

/** JSON has no line breaks of its own, so the data is one line. */
function event(name: string, data: Record<string, unknown>, id?: number): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function toldOf(changes: readonly LiveChange[]): Record<string, unknown> {
  const shown = changes.slice(-SPELT_OUT_MAX);
  const handoffs = shown.flatMap(({ kind, id, seamId, verdict, failed, candidate, deleted, workflow, traceIds, version, atMs }) =>
    kind === "handoff" ? [{ id, seam: seamId, verdict, failed, candidate, deleted, workflow, traces: traceIds, version, at: new Date(atMs).toISOString() }] : [],
  );
  const traces = shown.flatMap(({ kind, id, failed, version, atMs }) => (kind === "trace" ? [{ id, failed, version, at: new Date(atMs).toISOString() }] : []));
  return { handoffs, traces, more: changes.length - shown.length };
}
