import { CITED_KINDS, type CitedKind } from "@/lib/model/cited-kinds.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { isKept } from "@/lib/queries/citations/is-kept.ts";
import { readTombstone } from "@/lib/queries/citations/read-tombstones.ts";
import { firingPath, handoffPath, idFromPath, seamPath, shortPath, tracePath, workflowPath } from "@/lib/text/paths.ts";
import { missingPage, tombstonePage } from "@/lib/text/tombstone-page.ts";
import { database } from "./database.ts";

const PATH_OF: Record<CitedKind, (id: string) => string> = { handoff: handoffPath, trace: tracePath, seam: seamPath, workflow: workflowPath, firing: firingPath };
/** What was removed does not come back, and what is missing may be on its way. */
const HEADERS = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex" };

/**
 * What a short address answers, by the id alone: it leads to the page (307); what retention has removed has a page that tells what it was
 * (410), and what never was one that says so (404). A page that found nothing sends people here with `gone`, and is not led back to.
 */
export async function followShortAddress(request: Request, kind: CitedKind, part: string): Promise<Response> {
  const id = kind === "trace" ? idFromPath(part).toLowerCase() : idFromPath(part);
  const db = await database();
  const isGone = new URL(request.url).searchParams.has("gone");
  if (!isGone && (await isKept(db, { project: PROJECT, kind, id }))) return new Response(null, { status: 307, headers: { location: PATH_OF[kind](id), "cache-control": "no-store" } });
  const tombstone = await readTombstone(db, { project: PROJECT, kind, id });
  return tombstone === undefined ? new Response(missingPage(kind, id), { status: 404, headers: HEADERS }) : new Response(tombstonePage(tombstone), { status: 410, headers: HEADERS });
}

/**
 * Where a page that found nothing sends people, if the thing was once kept; undefined when there never was one, and when a handoff is there by now:
 * its tombstone is written with it, so that one that came right after its page had looked for it has both.
 */
export async function tombstoneAddress(kind: "handoff" | "trace" | "workflow", id: string): Promise<string | undefined> {
  const db = await database();
  const tombstone = await readTombstone(db, { project: PROJECT, kind, id });
  const isThere = tombstone !== undefined && kind === "handoff" && (await isKept(db, { project: PROJECT, kind, id }));
  return tombstone === undefined || isThere ? undefined : `${shortPath(CITED_KINDS[kind], id)}?gone`;
}
