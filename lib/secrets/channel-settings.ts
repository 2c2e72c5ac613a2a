import { ChannelDraft, type ChannelSummary } from "@/lib/model/alert-channel.ts";
import type { Secrets } from "./secrets.ts";

/** A channel as it is stored: what may be shown, and all of it sealed. */
export type StoredChannel = Omit<ChannelSummary, "problem"> & { settings: string };

/** A channel that can be sent to, or why it cannot, with what to do. */
export type OpenedChannel = { ok: true; channel: ChannelDraft } | { ok: false; problem: string };

const KEY_CHANGED = "its settings cannot be decrypted: the key is not the one it was saved with. Set SEAMSCOPE_SECRETS_KEY to what it was, or bring back secrets.key in the data directory; else save the channel again";

/** The channel with all its secrets, encrypted so that it opens under its own name only. */
export const sealChannel = (secrets: Secrets, project: string, channel: ChannelDraft): string => secrets.seal("channel", `${project} ${channel.name}`, JSON.stringify(channel));

/** What was sealed, or why it cannot be read any more. */
export function openChannel(secrets: Secrets, project: string, { name, settings }: Pick<StoredChannel, "name" | "settings">): OpenedChannel {
  const text = secrets.open("channel", `${project} ${name}`, settings);
  if (text === undefined) return { ok: false, problem: KEY_CHANGED };
  const parsed = ChannelDraft.safeParse(JSON.parse(text));
  return parsed.success ? { ok: true, channel: parsed.data } : { ok: false, problem: "it was saved by another version of this product, which knew other settings; save it again" };
}

/** What lists show of a stored channel, with what keeps it from being sent to. */
export function summariseChannel(secrets: Secrets, project: string, stored: StoredChannel): ChannelSummary {
  const opened = openChannel(secrets, project, stored);
  const { settings: _, ...shown } = stored;
  return { ...shown, problem: opened.ok ? "" : opened.problem };
}
