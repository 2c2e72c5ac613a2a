import { database } from "@/app/database.ts";
import { openShare } from "@/lib/commands/citations/share.ts";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Share } from "@/lib/model/share.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { getTrace } from "@/lib/queries/traces/get-trace.ts";
import { openSecrets } from "@/lib/secrets/secrets.ts";
import { closedSharePage, sharedHandoffPage, sharedTracePage } from "@/lib/text/share-page.ts";

/** Nobody is to keep, index or learn the address of what was shared with one. */
const HEADERS = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow" };
const STATUS = { "not ours": 404, expired: 410, revoked: 410, missing: 410 } as const;

/** What a share link opens: one handoff or trace, and nothing else. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const opened = await openShare(await database(), (await params).token, { project: PROJECT, secrets: openSecrets(readConfig()), now: new Date() });
  if (!opened.ok) return closed(opened.problem);
  const page = await pageOf(opened.share);
  return page === undefined ? closed("missing") : new Response(page, { headers: HEADERS });
}

const closed = (problem: keyof typeof STATUS): Response => new Response(closedSharePage(problem), { status: STATUS[problem], headers: HEADERS });

async function pageOf(share: Share): Promise<string | undefined> {
  const db = await database();
  if (share.kind === "handoff") {
    const handoff = await getHandoff(db, { project: PROJECT, id: share.id });
    return handoff === undefined ? undefined : sharedHandoffPage(handoff, share);
  }
  const trace = await getTrace(db, { project: PROJECT, traceId: share.id });
  return trace === undefined ? undefined : sharedTracePage(trace, share);
}
