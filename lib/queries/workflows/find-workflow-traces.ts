import type { Database } from "@/lib/clickhouse/open-database.ts";
import { byStrength, type Key, LINK_KIND } from "@/lib/seams/workflow/key-strength.ts";
import type { Start } from "@/lib/seams/workflow/stitch.ts";
import { TraceId } from "../traces/trace-id.ts";
import { gatherTraces, TRACES_MAX } from "./gather-traces.ts";
import { readKindsOfKey } from "./trace-keys.ts";

/** Under which kinds a text is a key of workflows, the most specific first. */
export async function kindsOfWorkflow(db: Database, project: string, key: string): Promise<string[]> {
  const kinds = await readKindsOfKey(db, project, key);
  return kinds.filter((kind) => kind !== LINK_KIND).map((kind): Key => ({ kind, key })).toSorted(byStrength).map((one) => one.kind);
}

/** Where the traces of a workflow are looked for from: its key, or the id of one of them; undefined when it is neither. */
export function startOfWorkflow(key: string, kind: string | undefined): Start | undefined {
  if (kind !== undefined) return { kind, key };
  const traceId = TraceId.safeParse(key.toLowerCase());
  return traceId.success ? { traceId: traceId.data } : undefined;
}

/** The ids of a workflow's traces, as many as are shown of one, and how many there are in all; none when there is no such workflow. */
export async function findWorkflowTraces(db: Database, { project, key }: { project: string; key: string }): Promise<{ traceIds: string[]; inAll: number }> {
  const [kind] = await kindsOfWorkflow(db, project, key);
  const start = startOfWorkflow(key, kind);
  if (start === undefined) return { traceIds: [], inAll: 0 };
  const { traceIds, tracesInAll } = await gatherTraces(db, project, start);
  return { traceIds: traceIds.slice(0, TRACES_MAX), inAll: tracesInAll };
}
