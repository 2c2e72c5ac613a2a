import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { ChannelDraft, ChannelSummary } from "@/lib/model/alert-channel.ts";
import { checkUrl } from "@/lib/outbound/check-url.ts";
import type { OutboundPolicy } from "@/lib/outbound/policy.ts";
import type { Resolve } from "@/lib/outbound/resolve.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { sealChannel, summariseChannel } from "@/lib/secrets/channel-settings.ts";
import type { Secrets } from "@/lib/secrets/secrets.ts";

/** The channel is saved, with what may be wrong with it; or the field that was refused, and why. */
export type SaveChannel = { ok: true; channel: ChannelSummary; warnings: string[] } | { ok: false; field: string; message: string };

/** What commands on channels work with; `resolve` is the system's resolver where it is left out. */
export interface ChannelParts {
  db: Database;
  project: string;
  secrets: Secrets;
  policy: OutboundPolicy;
  resolve?: Resolve;
}

/**
 * Checks where a channel leads and stores it, sealed; append-only, and the latest of a name counts. Nothing of an earlier one with this name
 * is kept: were a secret kept beside a new address, whoever may change the address could have it sent to himself.
 */
export async function saveChannel({ db, project, secrets, policy, resolve }: ChannelParts, draft: ChannelDraft): Promise<SaveChannel> {
  const isMail = draft.type === "email";
  const checked = await checkUrl(policy, isMail ? draft.smtp : draft.url, { takesUser: isMail, ...(resolve === undefined ? {} : { resolve }) });
  if (!checked.ok) return { ok: false, field: isMail ? "smtp" : "url", message: checked.message };
  const { name, type, owners, byDefault } = draft;
  await db.insert("alert_channels", [{ project, name, type, owners, by_default: byDefault, target: targetOf(draft), settings: sealChannel(secrets, project, draft), deleted: false }]);
  const stored = (await readChannels(db, { project })).find((channel) => channel.name === name);
  if (stored === undefined) throw new Error(`Cannot find the channel ${name} that was saved just now`);
  return { ok: true, channel: summariseChannel(secrets, project, stored), warnings: checked.warnings };
}

/** Paths of webhooks are secrets themselves, so no more than scheme and host is shown. */
function targetOf(draft: ChannelDraft): string {
  if (draft.type === "email") return draft.to.join(", ");
  const { protocol, host } = new URL(draft.url);
  return `${protocol}//${host}`;
}
