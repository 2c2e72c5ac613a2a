import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readTopology } from "@/lib/queries/agents/read-topology.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.topology, async (db, asked) => ({
  groups: await readTopology(db, { project: PROJECT, ...(await resolveWindow(db, PROJECT, asked, new Date())) }),
}));
