import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readTraceQuery } from "@/lib/model/trace-query.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";

export const GET = answer(ENDPOINTS.traces, async (db, { q = "", ...asked }) => {
  const { text, problems: [problem], ...said } = readTraceQuery(q);
  if (problem !== undefined) return new Refusal({ code: "bad_request", message: problem, field: "q" });
  return listTraces(db, { project: PROJECT, ...asked, ...said, q: text });
});
