import { expect, test } from "vitest";
import type { Leg } from "@/lib/model/handoff.ts";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { ledgerRows } from "./ledger-rows.ts";

const leg = (kind: Leg["kind"], side: Leg["side"], at: string): Leg => ({ kind, side, at, agent: "a", claim: "", traceId: "t", spanId: "s" });

test("legs stand in order of time, each in the column of its side, and the time between them says what was waited for", () => {
  const legs = [leg("received", "target", "5000000000"), leg("sent", "source", "1000000000"), leg("gate_requested", "gate", "1000000000"), leg("gate_decided", "gate", "2500000000")];
  expect(ledgerRows(makeHandoff({ legs }))).toMatchObject([
    { kind: "leg", column: "source", leg: { kind: "sent" } },
    { kind: "leg", column: "seam", leg: { kind: "gate_requested" } },
    { kind: "gap", ms: 1500, words: "at the gate" },
    { kind: "leg", column: "seam", leg: { kind: "gate_decided" } },
    { kind: "gap", ms: 2500, words: "on its way" },
    { kind: "leg", column: "target", leg: { kind: "received" } },
  ]);
});

test("a side that said nothing is shown where its report is missed", () => {
  const lost = ledgerRows(makeHandoff({ verdict: "lost", legs: [leg("sent", "source", "1")] }));
  expect(lost.at(-1)).toEqual({ kind: "silence", column: "target", words: "worker reported nothing" });
  const orphan = ledgerRows(makeHandoff({ verdict: "orphan", legs: [leg("received", "target", "1")] }));
  expect(orphan[0]).toEqual({ kind: "silence", column: "source", words: "planner reported nothing" });
  expect(ledgerRows(makeHandoff({ verdict: "pending", legs: [] })).map((row) => (row.kind === "silence" ? row.words : ""))).toEqual([
    "planner reported nothing",
    "worker reported nothing yet",
  ]);
});
