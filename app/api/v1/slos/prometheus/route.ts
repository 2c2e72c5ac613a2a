import { stringify } from "yaml";
import { answer } from "@/app/api/answer-request.ts";
import { sloRules } from "@/lib/alerts/prometheus/slo-rules.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listObjectives } from "@/lib/queries/seams/list-objectives.ts";
import { permalink } from "@/lib/text/permalink.ts";

export const GET = answer(ENDPOINTS.sloRules, async (db, { format }) => {
  const base = readConfig().SEAMSCOPE_PUBLIC_URL;
  const objectives = await listObjectives(db, { project: PROJECT, now: new Date() });
  const rules = sloRules(objectives.map(({ seam: { id, ...ends }, budget, owner, runbook }) => ({ ...ends, objective: budget.objective, window: budget.window, owner: owner?.team ?? "", runbook, url: permalink(base, "seam", id) })));
  if (format === "json") return rules;
  return new Response(stringify(rules, { lineWidth: 0 }), { headers: { "content-type": "application/yaml", "cache-control": "no-store" } });
});
