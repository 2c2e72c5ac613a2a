import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { type GroupSeen, type OPEN_CLASSES, type ReopenRequest, type ResolutionDone, RESOLVED_MAX, type ResolveRequest } from "@/lib/model/reconciliation.ts";
import { readResolvedHandoffs } from "@/lib/queries/reconciliation/list-resolutions.ts";
import { findOpenHandoffs, listOpenHandoffs } from "@/lib/queries/reconciliation/read-open-items.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";

/** It is done, or what was asked for is not how things are by now. */
export type Resolved = { ok: true; done: ResolutionDone } | { ok: false; field: string; message: string };

interface Item {
  class: (typeof OPEN_CLASSES)[number];
  id: string;
  seamId: string;
  source: string;
  target: string;
  findingReason: string;
  leftOpen: number;
}

/**
 * Takes open handoffs off the inbox, with the reason why; append-only. What is found on them stands, and so do all counts: only the
 * inbox leaves them out. Exactly the handoffs that are open at this moment are meant, so that what comes later is seen.
 */
export async function resolveOpen(db: Database, project: string, { reason, by, groups, handoffs }: ResolveRequest): Promise<Resolved> {
  const items: Item[] = [];
  for (const [index, group] of groups.entries()) {
    const seen = await itemsOfGroup(db, project, group, RESOLVED_MAX - items.length);
    if (group.count !== undefined && seen.inAll > group.count) return { ok: false, field: `groups.${index}.count`, message: `the group has grown from ${group.count} to ${seen.inAll} handoffs since it was shown; look at it again` };
    items.push(...seen.items);
    if (items.length >= RESOLVED_MAX) break;
  }
  for (const [name, alike] of groupBy(handoffs, (one) => one.class)) {
    const found = await findOpenHandoffs(db, { project, class: name, ids: alike.map((one) => one.id) });
    items.push(...found.map(({ reason: findingReason, ...one }) => ({ ...one, class: name, findingReason, leftOpen: 1 })));
  }
  const wanted = [...new Map(items.map((item) => [`${item.class} ${item.id}`, item])).values()];
  if (wanted.length === 0) return { ok: false, field: groups.length > 0 ? "groups" : "handoffs", message: "nothing of it is open: it was resolved meanwhile, or its finding is gone" };
  const id = randomUUID();
  await db.insert("inbox_resolutions", wanted.map((item) => toRow(item, { project, id, action: "resolve", reason, by })), id);
  return { ok: true, done: { id, handoffs: wanted.length, leftOpen: groups.length === 0 ? 0 : Math.max(0, ...items.map((item) => item.leftOpen)) } };
}

/** Puts what a resolution took off the inbox back on it, all or some; what was reopened or resolved anew since is left alone. */
export async function reopenResolved(db: Database, project: string, id: string, { reason, by, handoffs }: ReopenRequest): Promise<Resolved> {
  const standing = await readResolvedHandoffs(db, { project, id });
  const named = handoffs === undefined ? undefined : new Set(handoffs.map((one) => `${one.class} ${one.id}`));
  const wanted = standing.filter((one) => named === undefined || named.has(`${one.class} ${one.handoffId}`));
  if (wanted.length === 0) return { ok: false, field: handoffs === undefined ? "id" : "handoffs", message: "nothing of this resolution is resolved any more" };
  const rows = wanted.map(({ handoffId, ...one }) => toRow({ ...one, id: handoffId, leftOpen: 0 }, { project, id, action: "reopen", reason, by }));
  await db.insert("inbox_resolutions", rows, randomUUID());
  return { ok: true, done: { id, handoffs: wanted.length, leftOpen: 0 } };
}

async function itemsOfGroup(db: Database, project: string, group: GroupSeen, limit: number): Promise<{ items: Item[]; inAll: number }> {
  const { class: name, reason, seamId, newestAt } = group;
  const rows = await listOpenHandoffs(db, { project, class: name, reason, seamId, from: ALL_TIME.from, upTo: newestAt, limit });
  const inAll = rows[0]?.inAll ?? 0;
  return { inAll, items: rows.map(({ id, source, target }) => ({ class: name, id, seamId, source, target, findingReason: reason, leftOpen: inAll - rows.length })) };
}

const toRow = (item: Item, { project, id, action, reason, by }: { project: string; id: string; action: "resolve" | "reopen"; reason: string; by: string }): Record<string, unknown> => ({
  project, action, reason,
  class: item.class, handoff_id: item.id, resolution_id: id, seam_id: item.seamId, source: item.source, target: item.target,
  finding_reason: item.findingReason, decided_by: by, left_open: item.leftOpen,
});
