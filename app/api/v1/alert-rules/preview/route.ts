import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { PreviewRequest } from "@/lib/model/alert-preview.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { previewOverHistory } from "@/lib/queries/alerts/preview-over-history.ts";

export const POST = answer(ENDPOINTS.previewAlertRule, async (db, _asked, { text }) => {
  const read = readJson(PreviewRequest, text);
  if (!read.ok) return new Refusal(read.problem);
  const { rule, from, to } = read.value;
  const previewed = await previewOverHistory(db, { project: PROJECT, draft: rule, from: new Date(from), to: new Date(to) });
  return previewed.ok ? previewed.preview : new Refusal({ code: "bad_request", field: previewed.field, message: `${previewed.field}: ${previewed.message}` });
});
