import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { findSeam } from "@/lib/queries/seams/find-seam.ts";

/** What a rule names that is not there: a channel is refused, since nobody would be told; a seam may come yet. */
export interface NamedByRule {
  problems: { field: string; message: string }[];
  warnings: string[];
}

/** Checks rules against the channels and seams that there are; one answer a rule, in their order. */
export async function checkRules(db: Database, project: string, drafts: readonly AlertRuleDraft[]): Promise<NamedByRule[]> {
  const channels = (await readChannels(db, { project })).map(({ name }) => name);
  const seamIds = [...new Set(drafts.flatMap(({ seam }) => seam ?? []))];
  const seen = new Map<string, boolean>();
  for (const seamId of seamIds) seen.set(seamId, (await findSeam(db, { project, seamId })).length > 0);
  return drafts.map((draft) => ({ problems: unknownChannels(draft, channels), warnings: [...unseenSeam(draft, seen), ...toNobody(draft, channels)] }));
}

function unknownChannels({ channels }: AlertRuleDraft, known: readonly string[]): NamedByRule["problems"] {
  return channels.flatMap((name, index) =>
    known.includes(name) ? [] : [{ field: `channels.${index}`, message: `expected the name of a channel, found ${JSON.stringify(name)}; ${known.length === 0 ? "there is none yet" : `there are ${known.slice(0, 20).join(", ")}`}` }],
  );
}

const unseenSeam = ({ seam }: AlertRuleDraft, seen: ReadonlyMap<string, boolean>): string[] =>
  seam === undefined || seen.get(seam) === true ? [] : [`seam: no handoff of a seam with the id ${JSON.stringify(seam)} has been seen yet`];

const toNobody = ({ channels, enabled }: AlertRuleDraft, known: readonly string[]): string[] =>
  enabled && channels.length === 0 && known.length === 0 ? ["channels: there is no channel yet, so its firings are shown and told to nobody"] : [];
