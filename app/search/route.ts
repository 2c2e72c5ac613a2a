import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { PROJECT } from "@/lib/model/project.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { findSeam } from "@/lib/queries/seams/find-seam.ts";
import { findTraceIds } from "@/lib/queries/traces/find-trace-ids.ts";
import { readKindsOfKey } from "@/lib/queries/workflows/trace-keys.ts";
import { handoffPath, seamPath, tracePath, withParams, workflowPath } from "@/lib/text/paths.ts";
import { database } from "../database.ts";

const TRACE_ID = /^[0-9a-f]{32}$/i;
const SPAN_ID = /^[0-9a-f]{16}$/i;
/** The beginning of a trace id as people copy it. */
const SHORT_ID = /^[0-9a-f]{8,31}$/i;

/** Where the search box leads: straight to what has this id, or to the traces that hold the words. */
export async function GET(request: NextRequest): Promise<never> {
  const q = (request.nextUrl.searchParams.get("q") ?? "").trim();
  if (TRACE_ID.test(q)) redirect(tracePath(q.toLowerCase()));
  redirect((q === "" ? undefined : await pathOfId(q)) ?? withParams("/traces", "", { q, range: "all" }));
}

async function pathOfId(id: string): Promise<string | undefined> {
  const db = await database();
  const [handoff, [seam]] = await Promise.all([getHandoff(db, { project: PROJECT, id }), findSeam(db, { project: PROJECT, seamId: id })]);
  if (handoff !== undefined) return handoffPath(id);
  if (seam !== undefined) return seamPath(id);
  if ((await readKindsOfKey(db, PROJECT, id)).length > 0) return workflowPath(id);
  const [traceId, ...others] = SHORT_ID.test(id) ? await findTraceIds(db, { project: PROJECT, id }) : [];
  if (traceId === undefined || others.length > 0) return undefined;
  return SPAN_ID.test(id) && !traceId.startsWith(id.toLowerCase()) ? tracePath(traceId, id.toLowerCase()) : tracePath(traceId);
}
