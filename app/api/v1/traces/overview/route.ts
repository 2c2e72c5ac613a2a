import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readTraceFacets } from "@/lib/queries/traces/read-trace-facets.ts";
import { readTraceTraffic } from "@/lib/queries/traces/read-trace-traffic.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";

export const GET = answer(ENDPOINTS.traceOverview, async (db, { from = ALL_TIME.from, to = ALL_TIME.to, agent = "", service = "" }) => {
  const [facets, traffic] = await Promise.all([readTraceFacets(db, { project: PROJECT, from, to }), readTraceTraffic(db, { project: PROJECT, from, to, agent, service })]);
  return { facets, traffic };
});
