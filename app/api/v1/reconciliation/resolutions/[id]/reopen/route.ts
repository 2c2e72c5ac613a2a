import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { reopenResolved } from "@/lib/commands/resolve-open.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { ReopenRequest } from "@/lib/model/reconciliation.ts";

export const POST = answer(ENDPOINTS.reopen, async (db, { id }, { text }) => {
  const read = readJson(ReopenRequest, text);
  if (!read.ok) return new Refusal(read.problem);
  const reopened = await reopenResolved(db, PROJECT, id, read.value);
  return reopened.ok ? reopened.done : new Refusal({ code: "conflict", field: reopened.field, message: `${reopened.field}: ${reopened.message}` });
});
