import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { resolveOpen } from "@/lib/commands/resolve-open.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { ResolveRequest } from "@/lib/model/reconciliation.ts";
import { listResolutions } from "@/lib/queries/reconciliation/list-resolutions.ts";

export const GET = answer(ENDPOINTS.resolutions, (db, { id = "", limit }) => listResolutions(db, { project: PROJECT, id, limit }));

export const POST = answer(ENDPOINTS.resolve, async (db, _asked, { text }) => {
  const read = readJson(ResolveRequest, text);
  if (!read.ok) return new Refusal(read.problem);
  const resolved = await resolveOpen(db, PROJECT, read.value);
  return resolved.ok ? resolved.done : new Refusal({ code: "conflict", field: resolved.field, message: `${resolved.field}: ${resolved.message}` });
});
