import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { explainSeam, findExplained } from "./explain-seam.ts";

const WINDOW = { from: new Date("2026-11-20T00:00:00Z"), to: new Date("2026-11-21T00:00:00Z") };
const QUESTION = { project: PROJECT, seamId: "s-1", ...WINDOW };
const BAD = 20;
const GOOD = 60;

/** A handoff whose failing has one cause: its sender stood in the region "eu-west"; it took ten times as long. */
function makeOne(index: number): Handoff {
  const isBad = index < BAD;
  const hex = index.toString(16).padStart(4, "0");
  const traceId = `${"a".repeat(28)}${hex}`;
  const leg = (side: "source" | "target", spanId: string) => ({ kind: side === "source" ? "sent" as const : "received" as const, at: "1795158012123456789", side, agent: side, claim: "", traceId, spanId });
  const body = JSON.stringify({ intent: "write", number: index, ...(isBad ? {} : { rationale: "because" }) });
  return makeHandoff({
    id: `h-${index}`, traceIds: [traceId], startedAt: `2026-11-20T0${index % 10}:00:12.123456789Z`, findings: isBad ? [LOST_FINDING] : [],
    latency: { totalMs: isBad ? 5000 : 100, transitMs: null, gateMs: null, queueMs: null, workMs: null },
    sent: { body, mediaType: "application/json", hash: `sha256:${hex}`, sizeBytes: body.length, tokens: null, from: "handoff.sent.payload" },
    legs: [leg("source", `${"b".repeat(12)}${hex}`), leg("target", `${"c".repeat(12)}${hex}`)],
  });
}

const spansOf = (handoff: Handoff, index: number) =>
  handoff.legs.map(({ traceId, spanId, side }) =>
    spanToRow(makeSpan({
      traceId, spanId, name: `${side} at work`,
      attributes: attributesOf([["cloud.zone", index < BAD && side === "source" ? "eu-west" : "us-east"], ["request.id", `req-${traceId}`], ["gen_ai.usage.input_tokens", BigInt(100 + (index % 7))]]),
    }), PROJECT));

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  const handoffs = Array.from({ length: BAD + GOOD }, (_, index) => makeOne(index));
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await fresh.db.insert("spans", handoffs.flatMap(spansOf));
});
afterAll(() => fresh.dispose());

test("the planted causes lead: the region of the sending span and the field that is not there, as one row, since the same handoffs have both", async () => {
  const { rows, subjects, others, about, left } = await explainSeam(fresh.db, QUESTION);
  expect({ about, subjects, others }).toEqual({ about: "failing", subjects: { sampled: BAD, of: BAD, isAll: true }, others: { sampled: GOOD, of: GOOD, isAll: true } });
  expect(rows[0]).toMatchObject({ kind: "payload_field", key: "/rationale", value: "", subjects: BAD, others: 0 });
  expect(rows[0]?.alike).toContainEqual({ kind: "attribute", side: "source", key: "cloud.zone", value: "eu-west" });
  expect(JSON.stringify(rows)).not.toMatch(/request\.id|req-a/);
  expect(left.ids).toBeGreaterThan(0);
});

test("a box of time and latency is explained against all outside of it", async () => {
  const box = { ...WINDOW, minMs: 1000, maxMs: 10_000, unmeasured: false };
  const { rows, subjects, about } = await explainSeam(fresh.db, { ...QUESTION, box });
  expect({ about, sampled: subjects.sampled }).toEqual({ about: "box", sampled: BAD });
  expect(rows[0]).toMatchObject({ key: "/rationale", subjects: BAD, others: 0 });
});

test("the handoffs behind a row are found again", async () => {
  const ids = await findExplained(fresh.db, { ...QUESTION, fact: { kind: "attribute", side: "source", key: "cloud.zone", value: "eu-west" } });
  expect(ids.toSorted()).toEqual(Array.from({ length: BAD }, (_, index) => `h-${index}`).toSorted());
});

test("without a failure, or without anything else, there is nothing to compare", async () => {
  expect(await explainSeam(fresh.db, { ...QUESTION, seamId: "never-seen" })).toMatchObject({ rows: [], subjects: { sampled: 0, isAll: true }, others: { sampled: 0 } });
});
