import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readComplianceRecord, recordText } from "@/lib/queries/workflows/read-compliance-record.ts";

export const GET = answer(ENDPOINTS.workflowRecord, async (db, { key }) => {
  const record = await readComplianceRecord(db, { project: PROJECT, key });
  if (record === undefined) return undefined;
  const { value } = record.digest;
  return new Response(recordText(record), {
    headers: { "content-type": "application/json", "cache-control": "no-store", etag: `"${value}"`, "content-disposition": `inline; filename="seamscope-record-${value.slice(0, 12)}.json"` },
  });
});
