import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { deleteChannel } from "@/lib/commands/alerts/delete-channel.ts";
import { PROJECT } from "@/lib/model/project.ts";

export const DELETE = answer(ENDPOINTS.deleteChannel, async (db, { name }) => ((await deleteChannel(db, PROJECT, name)) ? { name } : undefined));
