import { expect, test } from "vitest";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { compareHandoffs } from "./compare-handoffs.ts";

const [old, young] = [makeHandoff({ id: "old", startedAt: "2026-11-01T07:00:00.000000000Z" }), makeHandoff({ id: "young", startedAt: "2026-11-19T07:00:00.000000000Z" })];
const standing = [old, young].map(({ seamId, startedAt, id, traceIds }) => ({ seamId, startedAt, id, traceIds, digest: "as it was", told: [], verdict: "delivered" as const, dueAtMs: null }));

test("a handoff that is found no more is taken away, unless its spans may be gone by retention", () => {
  expect(compareHandoffs(standing, []).removed.map((one) => one.id)).toEqual(["old", "young"]);
  expect(compareHandoffs(standing, [], Date.parse("2026-11-15T00:00:00Z")).removed.map((one) => one.id)).toEqual(["young"]);
});

test("what is left of the spans of an old handoff does not replace what was made of all of them", () => {
  const poorer = makeHandoff({ id: "old", startedAt: "2026-11-18T07:00:00.000000000Z" });
  expect(compareHandoffs(standing, [poorer, young], Date.parse("2026-11-15T00:00:00Z"))).toMatchObject({ written: [{ id: "young" }], removed: [] });
});
