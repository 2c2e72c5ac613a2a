import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { unpin } from "@/lib/commands/citations/unpin.ts";
import { PROJECT } from "@/lib/model/project.ts";

export const DELETE = answer(ENDPOINTS.unpin, async (db, { id, by, note }) => {
  const [pin] = await unpin(db, PROJECT, { citedBy: "", pinId: id, by, note });
  return pin === undefined ? undefined : { pin };
});
