import { answer } from "@/app/api/answer-request.ts";
import { linkBase } from "@/app/tickets/link-base.ts";
import { readEvidence } from "@/app/tickets/read-evidence.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { evidenceMarkdown } from "@/lib/text/evidence-markdown.ts";

export const GET = answer(ENDPOINTS.evidence, async (db, { kind, id, format }, { request }) => {
  const evidence = await readEvidence(db, { kind, id, now: new Date(), base: linkBase(request.headers) });
  if (evidence === undefined || format === "json") return evidence;
  return new Response(evidenceMarkdown(evidence), { headers: { "content-type": "text/markdown; charset=utf-8", "cache-control": "no-store" } });
});
