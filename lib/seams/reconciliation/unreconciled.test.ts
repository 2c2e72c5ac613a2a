import { expect, test } from "vitest";
import { findUnreconciled, type ReconcilerFacts } from "./unreconciled.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const AT_WORK: ReconcilerFacts = { lastRunMs: NOW - 50_000, lastError: "", unreconciled: 0, handoffs: 10, nowMs: NOW };

test("a reconciler that has been silent for more than three minutes is a finding", () => {
  expect(findUnreconciled({ ...AT_WORK, lastRunMs: NOW - 181_000 })).toMatchObject({ class: "unreconciled", severity: "error", reason: "no run of the reconciler" });
  expect(findUnreconciled({ ...AT_WORK, lastRunMs: null })).toMatchObject({ reason: "no run of the reconciler", evidence: { lastRun: "never" } });
});

test("a reconciler that runs and fails, or leaves handoffs unjudged, is a finding that says which", () => {
  expect(findUnreconciled({ ...AT_WORK, lastError: "the disk is full" })).toMatchObject({ reason: "the reconciler fails", message: expect.stringContaining("the disk is full") });
  expect(findUnreconciled({ ...AT_WORK, unreconciled: 7 })).toMatchObject({ reason: "handoffs beyond their deadline stand unjudged", evidence: { unreconciled: "7" } });
});

test("one that ran within three minutes, and one with nothing to reconcile, are none", () => {
  expect(findUnreconciled(AT_WORK)).toBeNull();
  expect(findUnreconciled({ ...AT_WORK, lastRunMs: null, handoffs: 0 })).toBeNull();
});
