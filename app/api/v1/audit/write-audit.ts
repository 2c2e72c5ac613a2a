import type { AuditAnswer, AuditSeam } from "@/lib/model/audit.ts";
import { AUDIT_COLUMNS, auditCells, type AuditRun } from "@/lib/text/audit-columns.ts";
import { lineOf, summariseAudit } from "@/lib/text/audit-filter.ts";
import { csvRecord } from "@/lib/text/csv.ts";

/** As many seams as one part of a streamed export holds. */
const SEAMS_PER_PART = 200;

/** An audit as JSON, in parts. */
export function* auditJson(seams: readonly AuditSeam[], run: AuditRun, seamsInAll: number): Generator<string> {
  const head: Omit<AuditAnswer, "seams"> = { ...run, seamsInAll, summary: summariseAudit(seams.map(lineOf)), columns: [...AUDIT_COLUMNS] };
  yield `${JSON.stringify(head).slice(0, -1)},"seams":[`;
  for (let start = 0; start < seams.length; start += SEAMS_PER_PART) {
    const part = seams.slice(start, start + SEAMS_PER_PART).map((seam) => JSON.stringify(seam));
    yield `${start === 0 ? "" : ","}${part.join(",")}`;
  }
  yield "]}";
}

/** What each column means, as CSV. */
export function* columnsCsv(): Generator<string> {
  yield csvRecord(["column", "field", "meaning"]);
  for (const { column, field, meaning } of AUDIT_COLUMNS) yield csvRecord([column, field, meaning]);
}

/** An audit as CSV, in parts: the names of the columns, then one record a seam. */
export function* auditCsv(seams: readonly AuditSeam[], run: AuditRun): Generator<string> {
  yield csvRecord(AUDIT_COLUMNS.map(({ column }) => column));
  for (let start = 0; start < seams.length; start += SEAMS_PER_PART) {
    yield seams.slice(start, start + SEAMS_PER_PART).map((seam) => csvRecord(auditCells(seam, run))).join("");
  }
}
