import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { declareAgent } from "@/lib/commands/declare-agent.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listAgents } from "@/lib/queries/agents/list-agents.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.agents, async (db, asked) => {
  const window = await resolveWindow(db, PROJECT, asked, new Date());
  return { agents: await listAgents(db, { project: PROJECT, ...window }) };
});

export const PUT = answer(ENDPOINTS.declareAgent, async (db, _asked, { text }) => {
  const declared = await declareAgent(db, { project: PROJECT, text, now: new Date() });
  return declared.ok ? declared.stored : new Refusal({ code: "bad_request", field: declared.field, message: `${declared.field}: ${declared.message}` });
});
