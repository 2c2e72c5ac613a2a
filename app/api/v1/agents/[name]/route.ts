import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getAgent } from "@/lib/queries/agents/get-agent.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.agent, async (db, { name, ...asked }) =>
  getAgent(db, { project: PROJECT, name, ...(await resolveWindow(db, PROJECT, asked, new Date())) }),
);
