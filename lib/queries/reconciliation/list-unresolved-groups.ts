import type { Database } from "@/lib/clickhouse/open-database.ts";
import { OPEN_CLASSES, type OpenGroup } from "@/lib/model/reconciliation.ts";
import { type TimeWindow, wholeMinutes } from "../time-window.ts";
import { type FoundGroup, readOpenGroups } from "./read-open-groups.ts";
import { hasResolutions, readLeftOpen, readResolvedGroups } from "./read-resolved-groups.ts";

/** A group as it stands without what was resolved of it. */
export type UnresolvedGroup = Omit<OpenGroup, "owner" | "lastProofOfLife"> & { class: (typeof OPEN_CLASSES)[number] };
type Resolved = Awaited<ReturnType<typeof readResolvedGroups>>[number];

const isOpenClass = (name: string): name is (typeof OPEN_CLASSES)[number] => OPEN_CLASSES.some((one) => one === name);
const keyOf = ({ class: name, reason, seamId }: Pick<FoundGroup, "class" | "reason" | "seamId">): string => JSON.stringify([name, reason, seamId]);

/** Open groups of the window less what was resolved, the oldest first; `groupsLeftOut` were too many to look at. */
export async function listUnresolvedGroups(db: Database, { project, from, to }: TimeWindow & { project: string }): Promise<{ groups: UnresolvedGroup[]; groupsLeftOut: number }> {
  const window = wholeMinutes({ from, to });
  const [found, [any]] = await Promise.all([readOpenGroups(db, { project, from, to, classes: [...OPEN_CLASSES] }), hasResolutions(db, { project })]);
  const resolved = any?.n === 0 ? [] : await readResolvedGroups(db, { project, ...window });
  const resolvedOf = new Map(resolved.map((one) => [keyOf(one), one]));
  const partly = found.filter((group) => (resolvedOf.get(keyOf(group))?.resolved ?? group.count) < group.count);
  const left = partly.length === 0 ? [] : await readLeftOpen(db, { project, ...window, classes: partly.flatMap((one) => (isOpenClass(one.class) ? [one.class] : [])), reasons: partly.map((one) => one.reason), seamIds: partly.map((one) => one.seamId) });
  const leftOf = new Map(left.map((one) => [keyOf(one), one]));
  const groups = found.flatMap((group) => unresolved(group, resolvedOf.get(keyOf(group)), leftOf.get(keyOf(group))));
  return { groups: groups.toSorted((a, b) => (a.oldestAt < b.oldestAt ? -1 : a.oldestAt > b.oldestAt ? 1 : 0)), groupsLeftOut: (found[0]?.groupsInAll ?? 0) - found.length };
}

function unresolved(found: FoundGroup, resolved: Resolved | undefined, left: Awaited<ReturnType<typeof readLeftOpen>>[number] | undefined): UnresolvedGroup[] {
  const { groupsInAll: _, ...group } = found;
  const { class: name } = group;
  if (!isOpenClass(name)) return [];
  if (resolved === undefined) return [{ ...group, class: name, resolved: null }];
  if (left === undefined) return [];
  const { count, oldestAt, newestAt, examples } = left;
  return [{ ...group, class: name, count, oldestAt, newestAt, examples, resolved: { count: resolved.resolved, at: resolved.at, reason: resolved.why, by: resolved.decidedBy, grewSince: resolved.leftOpen === 0 } }];
}
