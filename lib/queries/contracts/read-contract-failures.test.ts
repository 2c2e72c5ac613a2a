import { afterAll, beforeAll, expect, test } from "vitest";
import type { Finding } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { readContractFailures } from "./read-contract-failures.ts";

let fresh: FreshDatabase;
const WINDOW = { from: new Date("2026-11-20T09:00:00Z"), to: new Date("2026-11-20T10:00:00Z") };
const SEAMS = [{ id: "s-1", source: "planner", target: "worker" }, { id: "s-2", source: "writer", target: "worker" }];
const violation = (reason: string, pointer: string, severity: Finding["severity"] = "warning"): Finding => ({ ...LOST_FINDING, class: "schema_violation", severity, reason, pointer });
const at = (minute: number): string => `2026-11-20T09:0${minute}:00.000000000Z`;

beforeAll(async () => {
  fresh = await freshDatabase();
  await insertHandoffs(fresh.db, [
    makeHandoff({ id: "a", seamId: "s-1", startedAt: at(1), findings: [violation("missing", "/total"), violation("missing", "/total"), LOST_FINDING] }),
    makeHandoff({ id: "b", seamId: "s-1", startedAt: at(2), findings: [violation("missing", "/total")] }),
    makeHandoff({ id: "c", seamId: "s-2", startedAt: at(3), findings: [violation("wrong type", "/total", "error"), violation("missing", "/name")] }),
    makeHandoff({ id: "d", seamId: "s-3", startedAt: at(4), findings: [violation("missing", "/total")] }),
    makeHandoff({ id: "e", seamId: "s-1", startedAt: "2026-11-20T11:00:00.000000000Z", findings: [violation("missing", "/total")] }),
    makeHandoff({ id: "f", seamId: "s-1", startedAt: at(5), findings: [LOST_FINDING] }),
  ], { version: 1n });
});
afterAll(() => fresh.dispose());

test("what breaks a contract is counted by place over all of its seams, each handoff once, the most frequent first, and nothing else", async () => {
  expect(await readContractFailures(fresh.db, { project: PROJECT, seams: SEAMS, ...WINDOW })).toEqual([
    { class: "schema_violation", severity: "error", pointer: "/total", count: 3, reasons: ["missing", "wrong type"], lastSeenAt: "2026-11-20T09:03:00.000000000Z", seams: SEAMS, exampleId: "b" },
    { class: "schema_violation", severity: "warning", pointer: "/name", count: 1, reasons: ["missing"], lastSeenAt: "2026-11-20T09:03:00.000000000Z", seams: [SEAMS[1]], exampleId: "c" },
  ]);
});

test("a contract without seams, and seams without traffic, break nothing", async () => {
  expect(await readContractFailures(fresh.db, { project: PROJECT, seams: [], ...WINDOW })).toEqual([]);
  expect(await readContractFailures(fresh.db, { project: PROJECT, seams: [{ id: "none", source: "a", target: "b" }], ...WINDOW })).toEqual([]);
});
