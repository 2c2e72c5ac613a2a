import { answer } from "@/app/api/answer-request.ts";
import { channelParts } from "@/app/channel-parts.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { testChannel } from "@/lib/commands/alerts/test-channel.ts";
import { readConfig } from "@/lib/config/env.ts";

export const POST = answer(ENDPOINTS.testChannel, (db, { name }) => testChannel({ ...channelParts(db), base: readConfig().SEAMSCOPE_PUBLIC_URL, now: new Date() }, name));
