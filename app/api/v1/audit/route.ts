import { answer } from "@/app/api/answer-request.ts";
import { streamText } from "@/app/api/stream-text.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readAudit } from "@/lib/queries/audit/read-audit.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";
import { lineOf, matchesAudit } from "@/lib/text/audit-filter.ts";
import { auditCsv, auditJson, columnsCsv } from "./write-audit.ts";

const CSV = "text/csv; charset=utf-8; header=present";
const MEANINGS = '</api/v1/audit?format=columns>; rel="describedby"; type="text/csv"';

export const GET = answer(ENDPOINTS.audit, async (db, { from, to, format, seam, ...filter }) => {
  const now = new Date();
  const window = await resolveWindow(db, PROJECT, { from, to }, now);
  if (format === "columns") return send(columnsCsv(), CSV, 'attachment; filename="seamscope-audit-columns.csv"');
  const all = await readAudit(db, { project: PROJECT, ...window, now });
  const seams = all.filter((one) => (seam === undefined || one.seamId === seam) && matchesAudit(lineOf(one), filter));
  const run = { generatedAt: now.toISOString(), from: window.from.toISOString(), to: window.to.toISOString() };
  const name = `seamscope-audit-${run.generatedAt.slice(0, 10)}`;
  if (format === "csv") return send(auditCsv(seams, run), CSV, `attachment; filename="${name}.csv"`, { link: MEANINGS });
  return send(auditJson(seams, run, all.length), "application/json", `inline; filename="${name}.json"`);
});

const send = (parts: Iterable<string>, type: string, disposition: string, more: Record<string, string> = {}): Response =>
  new Response(streamText(parts), { headers: { "content-type": type, "cache-control": "no-store", "content-disposition": disposition, ...more } });
