import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { revokeShare } from "@/lib/commands/citations/share.ts";
import { PROJECT } from "@/lib/model/project.ts";

export const DELETE = answer(ENDPOINTS.revokeShare, async (db, { id, by, note }) => {
  const share = await revokeShare(db, PROJECT, { shareId: id, by, note });
  return share === undefined ? undefined : { share };
});
