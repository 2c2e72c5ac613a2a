import type { z } from "zod";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { OpenItem, Reconciliation } from "@/lib/model/reconciliation.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { ITEMS_SHOWN, listOpenHandoffs, readOpenItems } from "@/lib/queries/reconciliation/read-open-items.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import type { InboxParams } from "./search-params.ts";

const HOUR_MS = 3_600_000;
const AGES_MS = { "1h": HOUR_MS, "1d": 24 * HOUR_MS, "7d": 7 * 24 * HOUR_MS, "30d": 30 * 24 * HOUR_MS } as const;

type Asked = Pick<z.output<typeof InboxParams>, "class" | "owner" | "age" | "open"> & { range: TimeRange; now: Date };

/** What the open side of the inbox shows: the groups that are asked for, and the handoffs of the one that is open. */
export async function readInbox(db: Database, { range, now, class: name, owner, age, open }: Asked): Promise<{ reconciliation: Reconciliation; opened: { items: OpenItem[]; inAll: number } }> {
  const [reconciliation, opened] = await Promise.all([
    getReconciliation(db, { project: PROJECT, from: range.from, to: range.to, now, class: name, owner: owner === "-" ? "" : owner, minAgeMs: age === undefined ? 0 : AGES_MS[age] }),
    open === undefined ? { items: [], inAll: 0 } : readGroup(db, open, range),
  ]);
  return { reconciliation, opened };
}

async function readGroup(db: Database, group: NonNullable<Asked["open"]>, { from, to }: TimeRange): Promise<{ items: OpenItem[]; inAll: number }> {
  const rows = await listOpenHandoffs(db, { project: PROJECT, ...group, from, upTo: to.toISOString(), limit: ITEMS_SHOWN });
  const items = await readOpenItems(db, PROJECT, rows.map((row) => ({ ...row, ...group })));
  return { items: rows.flatMap((row) => items.get(row.id) ?? []), inAll: rows[0]?.inAll ?? 0 };
}
