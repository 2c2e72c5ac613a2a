import { afterAll, beforeAll, expect, test } from "vitest";
import { AuditSeam } from "@/lib/model/audit.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { refreshSeamsPerMinute } from "../seams/refresh-seams-per-minute.ts";
import { wilsonInterval } from "../seams/wilson-interval.ts";
import { readAudit } from "./read-audit.ts";

const NOW = new Date("2026-11-21T00:00:00Z");
const DAY = { from: new Date("2026-11-20T00:00:00Z"), to: NOW };
let fresh: FreshDatabase;

const many = (seamId: string, count: number, changes: Partial<Handoff>): Handoff[] => Array.from({ length: count }, (_, index) => makeHandoff({ id: `${seamId}-${index}`, seamId, contract: seamId, ...changes }));

beforeAll(async () => {
  fresh = await freshDatabase();
  const silent = makeHandoff({ id: "silent", seamId: "final", contract: "final", silent: true, findings: [LOST_FINDING] });
  const handoffs = [...many("busy", 40, {}), ...many("final", 9, {}), silent, ...many("told", 10, {}), ...many("guessed", 50, { confidence: 0.3 })];
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), 1n);
  await insertContracts(fresh.db, [makeStored({ contract: "final", stakes: "irreversible" }), makeStored({ contract: "told", stakes: "reversible" })]);
});
afterAll(() => fresh.dispose());

test("what may fail unseen and cannot be taken back stands first, and every seam with traffic stands once", async () => {
  const audit = await readAudit(fresh.db, { project: PROJECT, ...DAY, now: NOW });
  expect(audit.map((seam) => [seam.rank, seam.seamId])).toEqual([[1, "final"], [2, "busy"], [3, "told"]]);
  for (const seam of audit) expect(AuditSeam.parse(seam)).toEqual(seam);
});

test("the weight is stakes × handoffs × silent exposure, from the numbers that stand beside it", async () => {
  const [seam] = await readAudit(fresh.db, { project: PROJECT, ...DAY, now: NOW });
  const high = wilsonInterval(1, 10)?.high ?? 0;
  expect(seam).toMatchObject({ handoffs: 10, silent: 1, silentRate: 0.1, silentRateHigh: high, stakes: "irreversible", readiness: { score: 1 } });
  expect(seam?.weight).toBeCloseTo(10 * 10 * high * 5, 9);
});
