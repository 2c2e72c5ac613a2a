import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import type { Impact } from "@/lib/model/agent.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getImpact } from "@/lib/queries/agents/get-impact.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.impact, async (db, { agent, contract, field, ...asked }) => {
  const now = new Date();
  const subject: Impact["subject"] =
    agent === undefined ? { kind: field === undefined ? "contract" : "field", name: contract ?? "", pointer: field ?? "" } : { kind: "agent", name: agent, pointer: "" };
  return getImpact(db, { project: PROJECT, subject, now, ...(await resolveWindow(db, PROJECT, asked, now)) });
});
