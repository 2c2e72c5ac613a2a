import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf } from "@/collector/analyse/outcome-of.ts";
import { evaluateInvariant } from "@/lib/contracts/cel/evaluate-cel.ts";
import type { SchemaValidator } from "@/collector/analyse/schema-validator.ts";
import { validatePayload } from "@/collector/analyse/validate-payload.ts";
import { decodeTraces } from "@/collector/decode/decode.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { type FindingClass, RULES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { conclude } from "@/lib/seams/conclude.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";
import { CAST } from "./cast.ts";
import { playStory } from "./play-story.ts";
import { dayBefore } from "./story-day.ts";

const DEADLINE_MS = 15 * 60_000;
/** Seams on which nothing goes wrong all day. */
const HEALTHY = [
  "orchestrator -> outbound-engager", "orchestrator -> inbound-engager", "orchestrator -> blog-publisher", "research -> source-checker", "research -> aggregator",
  "pricing -> aggregator", "legal -> aggregator", "aggregator -> editor", "triage -> billing",
];
/** What goes wrong on the day, as docs/demo.md tells it. */
const SHOWN: readonly FindingClass[] = [
  "lost", "orphan", "payload_missing", "late", "duplicate", "format_violation", "schema_violation", "version_mismatch", "context_loss", "truncated", "accepted_invalid",
];

let server: Server;
let endpoint: string;
let received: Span[] = [];
const now = Date.now();
let day: Handoff[] = [];
let spans: Span[] = [];
let delivered = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on("data", (chunk: Uint8Array) => chunks.push(chunk)).on("end", () => {
      const decoded = decodeTraces(Buffer.concat(chunks), "json");
      if (decoded.kind !== "spans" || decoded.rejected.count > 0) return response.writeHead(400).end();
      received.push(...decoded.spans);
      return response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port");
  endpoint = `http://127.0.0.1:${address.port}`;
  delivered = await playStory(dayBefore(now), endpoint).ended;
  spans = received;
  day = await handoffsIn(spans);
}, 120_000);

afterAll(() => server.close());

/** As the analyser does it, without its worker thread. */
const validator: SchemaValidator = {
  validate: (schema, payload) => Promise.resolve(validatePayload(schema, payload)),
  evaluate: (invariant, facts) => Promise.resolve(evaluateInvariant(invariant, facts)),
  close: () => Promise.resolve(),
};

function handoffsIn(all: readonly Span[]): Promise<Handoff[]> {
  const search = searchTraces(all, DEADLINE_MS);
  const traceIds = [...new Set(all.map((span) => span.traceId))];
  const evidence = new Map(traceIds.flatMap((traceId) => search.handoffsIn(traceId)).map((one) => [one.id, one]));
  return Promise.all([...evidence.values()].map(async (one) => conclude("default", one, await outcomeOf(one, validator), BigInt(now) * 1_000_000n)));
}

const seamOf = (handoff: Handoff): string => `${handoff.source.name} -> ${handoff.target.name}`;
const withFinding = (wanted: string): Handoff[] => day.filter((handoff) => handoff.findings.some((finding) => finding.class === wanted));

describe("the simulated day", () => {
  test("lies within the last 24 hours and ends before now", () => {
    const starts = spans.map((span) => Number(span.startUnixNano / 1_000_000n));
    const ends = spans.map((span) => Number(span.endUnixNano / 1_000_000n));
    expect(Math.min(...starts)).toBeGreaterThan(now - 24 * 3_600_000);
    expect(Math.max(...ends)).toBeLessThan(now);
  });

  test("is a believable volume, and all of it is delivered", () => {
    expect(delivered).toBe(spans.length);
    expect(day.length).toBeGreaterThan(1500);
    expect(day.length).toBeLessThan(3000);
    expect(spans.length).toBeLessThan(15_000);
  });

  test("has every finding class that its page tells of, as an error each", () => {
    const errors = new Set(day.flatMap((handoff) => handoff.findings).filter((finding) => finding.severity === "error").map((finding) => finding.class));
    expect(SHOWN.filter((one) => !errors.has(one))).toEqual([]);
  });

  test("shows handoffs that agents declared and handoffs that were inferred by six rules", () => {
    expect(RULES.filter((rule) => day.some((handoff) => handoff.rule === rule))).toEqual(["E", "T", "D", "R", "N", "S"]);
  });

  test("leaves nothing pending, and has every other verdict that agents without dead letter queues can have", () => {
    const seen = new Set(day.map((handoff) => handoff.verdict));
    expect(VERDICTS.filter((verdict) => !seen.has(verdict))).toEqual(["pending", "dead_lettered"]);
  });

  test("has hardly a guess among its handoffs", () => {
    expect(day.filter((handoff) => handoff.candidate).length).toBeLessThan(day.length / 100);
  });

  test("is mostly healthy", () => {
    expect(day.filter((handoff) => handoff.failed).length / day.length).toBeLessThan(0.06);
    const failed = new Set(day.filter((handoff) => handoff.failed).map(seamOf));
    expect(HEALTHY.filter((seam) => failed.has(seam) || !day.some((handoff) => seamOf(handoff) === seam))).toEqual([]);
  });
});

describe("the twenty vanished drafts", () => {
  test("are exactly twenty payload_missing on one seam, for one reason", () => {
    const vanished = withFinding("payload_missing");
    expect(vanished.length).toBe(20);
    expect(new Set(vanished.map((handoff) => handoff.seamId)).size).toBe(1);
    expect(new Set(vanished.flatMap((handoff) => handoff.findings).map((finding) => `${finding.class}: ${finding.reason}`))).toEqual(new Set(["payload_missing: no_draft_text_found"]));
  });

  test("were approved by a person, sent with size and hash, and reported as completed", () => {
    for (const handoff of withFinding("payload_missing")) {
      expect(handoff.legs.map((leg) => leg.kind)).toEqual(["sent", "gate_requested", "gate_decided", "received", "completed"]);
      expect(handoff).toMatchObject({ verdict: "delivered", silent: true, contract: "draft-for-publishing", versions: { source: "2.4.0", target: "1.9.3" } });
      expect(handoff.sent?.sizeBytes).toBeGreaterThan(0);
      expect(handoff.sent?.hash).toMatch(/^sha256:/);
      expect(handoff.received?.sizeBytes).toBe(0);
    }
  });

  test("stand in one trace of the executor, whose spans all say they went well", () => {
    const traces = groupBy(withFinding("payload_missing").flatMap((handoff) => handoff.legs.filter((leg) => leg.kind === "received")), (leg) => leg.traceId);
    expect(traces.size).toBe(1);
    expect(spans.filter((span) => traces.has(span.traceId)).every((span) => span.statusCode !== "error")).toBe(true);
  });
});

describe("the aggregator that did not wait", () => {
  test("began twice with two of three results, and nothing else on the day is taken for a failure of working together", () => {
    expect(withFinding("fan_in_race").map((handoff) => `${handoff.target.name} ${handoff.findings.map((finding) => `${finding.severity} ${finding.evidence["received"]}/${finding.evidence["expected"]} ${finding.evidence["late"]?.split(" ")[0]}`).join()}`))
      .toEqual(["aggregator warning 2/3 legal", "aggregator warning 2/3 legal"]);
    expect(["empty_fan_out", "dropped_result", "ping_pong", "swallowed_failure"].flatMap(withFinding)).toEqual([]);
  });
});

describe("the other incidents", () => {
  test("a refusal at the boundary is repaired: caught, not silent", () => {
    const repaired = day.filter((handoff) => handoff.verdict === "recovered");
    expect(repaired.length).toBe(3);
    expect(repaired.every((handoff) => handoff.failed && !handoff.silent && seamOf(handoff) === "triage -> refunds")).toBe(true);
  });

  test("the old contract version dies out over the day, and is refused once the receiver is strict", () => {
    const mismatches = withFinding("version_mismatch");
    const noon = new Date(now - 12 * 3_600_000).toISOString();
    const before = mismatches.filter((handoff) => handoff.startedAt < noon).length;
    expect(before).toBeGreaterThan((mismatches.length - before) * 2);
    expect(new Set(mismatches.map((handoff) => `${handoff.versions.source} ${handoff.versions.target} ${handoff.verdict}`))).toEqual(
      new Set(["1.4.2 5.1.0 delivered", "1.4.2 5.2.0 rejected"]),
    );
  });

  test("a request sent again after a lost answer is processed twice", () => {
    expect(withFinding("duplicate").map(seamOf)).toEqual(["billing -> refunds", "billing -> refunds"]);
  });

  test("three hard cases reach escalation without the time by which to answer, and nobody stops them", () => {
    const dropped = withFinding("constraint_dropped");
    expect(dropped.map((handoff) => `${seamOf(handoff)} ${handoff.verdict} ${handoff.silent}`)).toEqual(Array.from({ length: 3 }, () => "refunds -> escalation delivered true"));
    expect(dropped.flatMap((handoff) => handoff.carried.constraints.received)).toEqual(expect.not.arrayContaining([expect.stringContaining("answer by")]));
  });

  test("a brief of 2,048 tokens is read to its 1,024th", () => {
    const messages = withFinding("truncated").flatMap((handoff) => handoff.findings).map((finding) => finding.message);
    expect(messages).toContain("2048 tokens sent, 1024 seen");
  });
});

test("the same day played again later has the same handoffs: it replaces, it does not double", async () => {
  const desk = CAST.filter(({ agent }) => agent === "research-desk");
  const first = new Set(spans.map((span) => `${span.traceId} ${span.spanId} ${span.name}`));
  received = [];
  await playStory({ ...dayBefore(now + 600_000), id: dayBefore(now).id }, endpoint, desk).ended;
  expect(received.length).toBeGreaterThan(500);
  expect(received.filter((span) => !first.has(`${span.traceId} ${span.spanId} ${span.name}`))).toEqual([]);
  expect((await handoffsIn([...spans, ...received])).length).toBe(day.length);
}, 60_000);
