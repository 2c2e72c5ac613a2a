import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getRunComparison } from "@/lib/queries/compare/get-run-comparison.ts";

export const GET = answer(ENDPOINTS.runComparison, async (db, { a, b }) => {
  const compared = await getRunComparison(db, { project: PROJECT, a, b });
  if (compared.kind === "compared") return compared.comparison;
  const [field = "a"] = compared.which;
  return new Refusal({ code: "not_found", field, message: `${field}: expected the id of a trace or the key of a workflow that is stored` });
});
