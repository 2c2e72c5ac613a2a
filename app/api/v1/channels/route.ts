import { answer, Refusal } from "@/app/api/answer-request.ts";
import { channelParts } from "@/app/channel-parts.ts";
import { secrets } from "@/app/secrets.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { saveChannel } from "@/lib/commands/alerts/save-channel.ts";
import { ChannelDraft } from "@/lib/model/alert-channel.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { summariseChannel } from "@/lib/secrets/channel-settings.ts";

export const GET = answer(ENDPOINTS.channels, async (db) => ({ channels: (await readChannels(db, { project: PROJECT })).map((stored) => summariseChannel(secrets(), PROJECT, stored)) }));

export const POST = answer(ENDPOINTS.saveChannel, async (db, _asked, { text }) => {
  const read = readJson(ChannelDraft, text);
  if (!read.ok) return new Refusal(read.problem);
  const saved = await saveChannel(channelParts(db), read.value);
  return saved.ok ? { ...saved.channel, warnings: saved.warnings } : new Refusal({ code: "bad_request", field: saved.field, message: `${saved.field}: ${saved.message}` });
});
