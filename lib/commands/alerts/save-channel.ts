import { templateProblem } from "@/lib/alerts/render/template.ts";
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
  const wrong = problemWithin(draft);
  if (wrong !== undefined) return { ok: false, ...wrong };
  const isMail = draft.type === "email";
  const checked = await checkUrl(policy, isMail ? draft.smtp : draft.url, { takesUser: isMail, ...(resolve === undefined ? {} : { resolve }) });
  if (!checked.ok) return { ok: false, field: isMail ? "smtp" : "url", message: checked.message };
  const { name, type, owners, byDefault } = draft;
  await db.insert("alert_channels", [{ project, name, type, owners, by_default: byDefault, target: targetOf(draft), settings: sealChannel(secrets, project, draft), deleted: false }]);
  const stored = (await readChannels(db, { project })).find((channel) => channel.name === name);
  if (stored === undefined) throw new Error(`Cannot find the channel ${name} that was saved just now`);
  return { ok: true, channel: summariseChannel(secrets, project, stored), warnings: checked.warnings };
}

/** Headers that say how a request is framed, or that we set ourselves. */
const OUR_HEADERS = /^(host|connection|content-length|content-type|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|idempotency-key|x-seamscope-.*)$/i;
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]+$/;

/** What is wrong with a webhook's own settings, which the form of the draft cannot tell. */
function problemWithin(draft: ChannelDraft): { field: string; message: string } | undefined {
  if (draft.type !== "webhook") return undefined;
  const problem = draft.template === undefined ? undefined : templateProblem(draft.template);
  if (problem !== undefined) return { field: "template", message: problem };
  const [ours] = Object.keys(draft.headers).filter((name) => OUR_HEADERS.test(name));
  if (ours !== undefined) return { field: `headers.${ours}`, message: "is set by Seamscope itself" };
  const [bad] = Object.entries(draft.headers).filter(([, value]) => !HEADER_VALUE.test(value));
  return bad === undefined ? undefined : { field: `headers.${bad[0]}`, message: "expected a value without line breaks, in Latin-1" };
}

/** Paths of webhooks are secrets themselves, so no more than scheme and host is shown. */
function targetOf(draft: ChannelDraft): string {
  if (draft.type === "email") return draft.to.join(", ");
  const { protocol, host } = new URL(draft.url);
  return `${protocol}//${host}`;
}
