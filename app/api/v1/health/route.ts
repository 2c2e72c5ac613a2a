import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readHealth } from "@/lib/queries/health/read-health.ts";

export const GET = answer(ENDPOINTS.health, async (db) => {
  const health = await readHealth(db, PROJECT);
  if (!health.reachable) throw new Error("the database does not answer");
  return health;
});
