import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { CAPTURES, type CaptureName } from "@/lib/testing/read-capture.ts";
import { conclude } from "./conclude.ts";
import { searchTraces } from "./search-traces.ts";

const NOW = 1_795_300_000_000_000_000n;
const DEADLINE_MS = 15 * 60_000;

function handoffsIn(spans: readonly Span[]): Handoff[] {
  const search = searchTraces(spans, DEADLINE_MS);
  const evidence = [...new Set(spans.map((span) => span.traceId))].flatMap((traceId) => search.handoffsIn(traceId));
  const unique = [...new Map(evidence.map((one) => [one.id, one])).values()];
  return unique.map((one) => conclude("test", one, { kind: "none" }, NOW)).toSorted((a, b) => (a.startedAt + a.id < b.startedAt + b.id ? -1 : 1));
}

const told = (handoff: Handoff): string => `${handoff.source.name} -> ${handoff.target.name} ${handoff.rule} ${handoff.verdict}${handoff.direction === "return" ? " return" : ""}`;
const confirmed = (handoffs: readonly Handoff[]): Handoff[] => handoffs.filter((handoff) => !handoff.candidate);

const EXPECTED: Record<CaptureName, string[]> = {
  "openai-agents-js.openinference": [
    "Triage -> Billing E delivered",
    "Triage -> Billing E rejected",
    "Triage -> Billing E delivered",
    "Manager -> Specialist D delivered",
  ],
  "openai-agents-js.approval": ["Triage -> Billing E delivered", "Billing -> Refunds E delivered"],
  "openai-agents-js.rejection": ["Triage -> Billing E delivered", "Billing -> Refunds E delivered"],
  "openai-agents-js.streaming": ["Triage -> Billing E delivered", "Billing -> Refunds E delivered"],
  "langgraph-js.openinference": [
    "supervisor -> math_expert C delivered",
    "math_expert -> supervisor S delivered return",
    "alice -> bob C delivered",
    "planner -> executor C delivered",
  ],
  "langgraph-js.swarm": ["triage -> billing C delivered", "billing -> refunds C delivered", "refunds -> retention C delivered"],
  "langgraph-js.supervisor": [
    "supervisor -> researcher C delivered", "researcher -> supervisor S delivered return",
    "supervisor -> writer C delivered", "writer -> supervisor S delivered return",
  ],
  "langgraph-js.send": [
    ...Array.from({ length: 3 }, () => "planner -> researcher C delivered"),
    ...Array.from({ length: 3 }, () => "researcher -> writer S delivered"),
    ...Array.from({ length: 3 }, () => "planner -> researcher C delivered"),
    ...Array.from({ length: 3 }, () => "researcher -> writer S delivered"),
  ],
  "langgraph-js.interrupt": ["writer -> editor S delivered", "editor -> publisher C delivered", "writer -> editor S delivered"],
  "langgraph-py.supervisor": [
    "supervisor -> researcher C delivered", "researcher -> supervisor S delivered return",
    "supervisor -> writer C delivered", "writer -> supervisor S delivered return",
  ],
  "langgraph-py.swarm": ["triage -> billing C delivered", "billing -> refunds C delivered"],
  "langgraph-py.commands": [
    "planner -> researcher C delivered", "planner -> researcher C delivered", "writer -> editor C delivered", "editor -> publisher C delivered",
  ],
  "langgraph-py.streaming": ["writer -> editor C delivered", "editor -> publisher C delivered"],
  "langgraph-py.openllmetry": [
    "planner -> researcher C delivered", "planner -> researcher C delivered", "writer -> editor C delivered", "editor -> publisher C delivered",
  ],
  "langgraph-py.openllmetry-swarm": ["triage -> refunds C delivered"],
  "langgraph-py.langsmith": [
    "triage -> refunds C delivered",
    "planner -> researcher C delivered", "planner -> researcher C delivered", "writer -> editor C delivered", "editor -> publisher C delivered",
  ],
  "openai-agents-py.openinference": ["Triage -> Billing E delivered", "Billing -> Refunds E delivered", "Manager -> Specialist D delivered"],
  "openai-agents-py.openllmetry": ["Triage -> Billing E delivered", "Billing -> Refunds E delivered", "Manager -> Specialist D delivered"],
  "openai-agents-py.contrib": ["Triage -> Billing E delivered", "Billing -> Refunds E delivered", "Manager -> Specialist D delivered"],
  "openai-agents-py.genai": ["Triage -> Billing T delivered", "Billing -> Refunds T delivered", "Manager -> Specialist D delivered"],
  "openai-agents-py.logfire": ["Triage -> Billing E delivered", "Billing -> Refunds E delivered", "Manager -> Specialist D delivered"],
  "pydantic-ai.native": ["manager -> policy D delivered", "manager -> refunds D delivered"],
  "strands-py.native": ["triage -> billing T delivered", "billing -> refunds T delivered", "manager -> policy_specialist D delivered"],
  "google-adk-py.native": [
    "coordinator -> billing T delivered", "billing -> coordinator T delivered return", "coordinator -> refunds T delivered",
    "writer -> reviewer S delivered", "manager -> specialist D delivered",
  ],
  "google-adk-py.no-content": [
    "coordinator -> billing T delivered", "billing -> coordinator T delivered return", "coordinator -> refunds T delivered", "manager -> specialist D delivered",
  ],
  "google-adk-py.openinference": [
    "coordinator -> billing T delivered", "billing -> coordinator T delivered return", "coordinator -> refunds T delivered", "manager -> specialist D delivered",
  ],
  "semantic-kernel.native": ["triage -> billing T delivered", "billing -> refunds T delivered", "writer -> reviewer S delivered"],
  "llama-index.openinference": ["triage -> billing T delivered", "billing -> invoices T rejected", "billing -> refunds T delivered"],
  "agent-framework-py.native": ["triage -> billing C delivered", "billing -> refunds C delivered", "writer -> reviewer L delivered"],
  "agent-framework-py.gates": ["triage -> refunds C delivered", "triage -> refunds C delivered", "writer -> reviewer C lost"],
  "autogen.openinference": [
    "triage -> billing T delivered", "billing -> refunds T delivered", "writer -> reviewer G delivered", "planner -> researcher G delivered",
  ],
  "autogen.native": [
    "triage -> billing C delivered", "billing -> refunds C delivered", "writer -> reviewer C delivered", "planner -> researcher C delivered",
  ],
  "ag2.openinference": ["triage -> billing T delivered", "billing -> refunds T delivered", "writer -> reviewer E delivered"],
  "ag2.native": ["triage -> billing T delivered", "billing -> refunds T delivered", "writer -> reviewer E delivered"],
  "crewai.openinference": ["Researcher -> Writer S delivered", "Lead -> Refunds T delivered", "Lead -> Invoices T rejected"],
  "crewai.events": ["Researcher -> Writer S delivered", "Lead -> Refunds T delivered", "Lead -> Invoices T rejected"],
  "strands-js.default": ["triage -> billing T delivered", "billing -> refunds T delivered", "manager -> policy_specialist D delivered"],
  "strands-js.latest": ["triage -> billing T delivered", "billing -> refunds T delivered", "manager -> policy_specialist D delivered"],
  "mastra.otel-exporter": ["Triage Agent -> Billing Agent D delivered", "Writer -> Publisher S delivered"],
  "a2a.http": ["concierge -> refunds R delivered", "concierge -> refunds R delivered"],
  "a2a-py.http": ["concierge -> refunds R delivered"],
  "vercel-ai-sdk.otel": ["orchestrator -> researcher D delivered"],
  "vercel-ai-sdk.approval": ["editor -> researcher D delivered", "editor -> publisher D delivered"],
  "vercel-ai-sdk.negative-controls": ["drafter -> editor S delivered"],
  "google-adk-js.native": ["coordinator -> billing T delivered", "writer -> reviewer S delivered", "manager -> specialist D delivered"],
  "google-adk-js.loop": [
    "writer -> critic S delivered", "critic -> writer S delivered return", "writer -> critic S delivered",
    "coordinator -> billing T delivered", "billing -> coordinator T delivered return", "coordinator -> refunds T delivered",
    "traffic -> reporter S delivered", "weather -> reporter S delivered",
  ],
};

describe.each(CAPTURES)("%s", (capture) => {
  const spans = recordedSpans(capture);

  test("gives exactly the handoffs that took place", () => {
    expect(confirmed(handoffsIn(spans)).map(told).toSorted()).toEqual(EXPECTED[capture].toSorted());
  });

  test("has no finding on a healthy handoff", () => {
    const healthy = confirmed(handoffsIn(spans)).filter((handoff) => handoff.verdict !== "rejected" && handoff.verdict !== "lost");
    expect(healthy.flatMap((handoff) => handoff.findings)).toEqual([]);
  });

  test("gives the same handoffs in any order and with spans repeated", () => {
    const expected = handoffsIn(spans);
    fc.assert(
      fc.property(fc.shuffledSubarray(spans, { minLength: spans.length }), fc.subarray(spans), (shuffled, repeated) => {
        expect(handoffsIn([...shuffled, ...repeated])).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

test("a refused handoff names the agent the model asked for and what it sent", () => {
  const refused = handoffsIn(recordedSpans("openai-agents-js.openinference")).find((handoff) => handoff.verdict === "rejected");
  expect(refused?.sent?.body).toBe('{"reason":42}');
  expect(refused?.schema?.origin).toBe("tool_schema");
  expect(refused?.target.name).toBe("Billing");
});

test("payloads, versions and latency are filled wherever the telemetry has them", () => {
  const [handoff] = handoffsIn(recordedSpans("openai-agents-js.openinference"));
  expect(handoff?.sent?.body).toBe('{"reason":"refund","order_id":"A-100"}');
  expect(handoff?.received?.body).toContain("I want a refund for order A-100");
  expect(handoff?.reason).toBe("refund");
  expect(handoff?.versions).toMatchObject({ source: "1.2.3", target: "1.2.3" });
  expect(handoff?.latency.totalMs).toBeGreaterThan(0);
  expect(handoff?.sent?.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test.each(["strands-js.default", "strands-js.latest"] as const)("%s: payloads that are span events are read, too", (capture) => {
  const [first, , asTool] = handoffsIn(recordedSpans(capture));
  expect(first?.sent?.body).toContain('"message":"Customer was charged twice');
  expect(first?.received?.body).toContain("Customer was charged twice");
  expect(asTool?.sent?.body).toBe('{"input":"How long are refunds possible?"}');
  expect(asTool?.received?.body).toContain("How long are refunds possible?");
  expect(asTool?.returned?.body).toContain("30 days");
});

test("received is what the target's model read, which with Mastra is more than what was sent", () => {
  const [handoff] = handoffsIn(recordedSpans("mastra.otel-exporter"));
  expect(handoff?.sent?.body).toBe('{"prompt":"Why was order A-100 charged twice?"}');
  expect(handoff?.received?.body).toContain("You are Triage.");
});

test("a remote call names the service and the version of both sides", () => {
  const [inPython] = handoffsIn(recordedSpans("a2a-py.http"));
  expect([inPython?.source, inPython?.target]).toMatchObject([{ service: "support-desk", version: "1.0.0" }, { service: "refund-service", version: "2.0.0" }]);
  const [handoff] = handoffsIn(recordedSpans("a2a.http"));
  expect(handoff?.source).toMatchObject({ service: "concierge-service", version: "2.0.0" });
  expect(handoff?.target).toMatchObject({ service: "refund-service", version: "2.0.0" });
});

test("an approved tool's schema is found, though the model asked for it in another trace", () => {
  const handoffs = handoffsIn(recordedSpans("vercel-ai-sdk.approval"));
  expect(handoffs.map((handoff) => handoff.schema?.json.includes('"properties"'))).toEqual([true, true]);
});

test("a graph that stopped for a person and was taken up in another trace is one handoff, with its gate", () => {
  const handoff = handoffsIn(recordedSpans("langgraph-js.openinference")).find(({ target }) => target.name === "executor");
  expect(handoff?.legs.map((leg) => leg.kind)).toEqual(["sent", "received", "gate_requested", "gate_decided", "completed"]);
  expect(handoff?.legs.find((leg) => leg.kind === "gate_decided")?.claim).toBe("resumed with yes");
  expect(handoff?.traceIds).toHaveLength(2);
  expect(handoff?.latency.gateMs).toBeGreaterThan(0);
});

test.each(["langgraph-py.commands", "langgraph-py.openllmetry", "langgraph-py.langsmith"] as const)("%s: a graph's gate and its answer are found, whoever records it", (capture) => {
  const handoff = handoffsIn(recordedSpans(capture)).find(({ target }) => target.name === "editor");
  expect(handoff?.legs.map((leg) => leg.kind)).toEqual(["sent", "received", "gate_requested", "gate_decided", "completed"]);
  expect(handoff?.legs.find((leg) => leg.kind === "gate_decided")?.claim).toBe("resumed with yes");
  expect(handoff?.traceIds).toHaveLength(2);
});

const REFUSED = 'rejected issue_refund: Tool execution was not approved.: {"tool_name":"issue_refund","error":"Tool execution for call_3_0 was manually rejected by user."}';

const GATED: readonly { capture: CaptureName; target: string; course: string; decision: string; key: string | null }[] = [
  { capture: "openai-agents-js.approval", target: "Refunds", course: "sent received gate_requested gate_decided completed", decision: "approved issue_refund", key: "gen_ai.tool.call.id" },
  { capture: "openai-agents-js.rejection", target: "Refunds", course: "sent received gate_requested gate_decided completed", decision: REFUSED, key: "gen_ai.tool.call.id" },
  { capture: "vercel-ai-sdk.approval", target: "publisher", course: "sent gate_requested gate_decided received completed", decision: "approved publish", key: "gen_ai.tool.call.id" },
  { capture: "pydantic-ai.native", target: "refunds", course: "sent gate_requested gate_decided received completed", decision: "approved refund", key: "gen_ai.tool.call.id" },
  { capture: "google-adk-js.loop", target: "refunds", course: "sent received gate_requested gate_decided completed", decision: "approved pay_out", key: "gen_ai.tool.call.id" },
  { capture: "agent-framework-py.gates", target: "refunds", course: "sent received gate_requested gate_decided completed", decision: "approved issue_refund", key: "gen_ai.tool.call.id" },
  { capture: "mastra.otel-exporter", target: "Publisher", course: "sent gate_requested gate_decided received completed", decision: 'approved: resumed with {"approved":true}', key: null },
  { capture: "langgraph-js.interrupt", target: "editor", course: "sent received gate_requested gate_decided completed", decision: "resumed with publish", key: "langgraph_checkpoint_ns" },
];

test.each(GATED)("$capture: a person's decision is a gate on the handoff it held up", ({ capture, target, course, decision, key }) => {
  const handoff = confirmed(handoffsIn(recordedSpans(capture))).find((one) => one.target.name === target);
  expect(handoff?.legs.map((leg) => leg.kind).join(" ")).toBe(course);
  expect(handoff?.legs.find((leg) => leg.kind === "gate_decided")?.claim).toBe(decision);
  expect(handoff?.latency.gateMs).toBeGreaterThan(0);
  expect(handoff?.joinedBy?.key ?? null).toBe(key);
  expect(handoff?.traceIds).toHaveLength(key === null ? 1 : 2);
});

test("a call that a person refused leaves no span, and is told by what the run went on with", () => {
  const [, refused] = confirmed(handoffsIn(recordedSpans("agent-framework-py.gates")));
  expect(refused?.legs.map((leg) => leg.kind)).toEqual(["sent", "received", "gate_requested", "gate_decided", "completed"]);
  expect(refused?.legs.find((leg) => leg.kind === "gate_decided")?.claim).toBe("rejected issue_refund");
});

test("a message that the framework dropped is lost at once, with the framework's own words as the last proof of life", () => {
  const dropped = confirmed(handoffsIn(recordedSpans("agent-framework-py.gates"))).find((handoff) => handoff.verdict === "lost");
  expect(dropped?.findings.map((finding) => finding.class)).toEqual(["lost"]);
  expect(dropped?.findings[0]?.message).toContain("the framework did not deliver it: dropped type mismatch");
});

test("a run of Agent Framework that asked for an approval is held until it is taken up", () => {
  const spans = recordedSpans("agent-framework-py.gates");
  const asked = spans.find((span) => span.name === "invoke_agent refunds")?.traceId;
  expect(confirmed(handoffsIn(spans.filter((span) => span.traceId === asked))).map(told)).toEqual(["triage -> refunds C held"]);
});

test("a run of OpenAI Agents that waits for a person is held until it is taken up", () => {
  const spans = recordedSpans("openai-agents-js.approval");
  const alone = spans.filter((span) => span.traceId === spans[0]?.traceId);
  expect(confirmed(handoffsIn(alone)).map(told)).toEqual(["Triage -> Billing E delivered", "Billing -> Refunds E held"]);
});

test("a graph that nobody has taken up again is held", () => {
  const [first] = [...new Set(recordedSpans("langgraph-js.interrupt").map((span) => span.traceId))];
  const alone = recordedSpans("langgraph-js.interrupt").filter((span) => span.traceId === first);
  expect(confirmed(handoffsIn(alone)).map((handoff) => handoff.verdict)).toEqual(["held"]);
});

test("business tools and unrelated neighbours are candidates at most", () => {
  const guesses = handoffsIn(recordedSpans("vercel-ai-sdk.negative-controls")).filter((handoff) => handoff.candidate);
  expect(guesses.map(told).toSorted()).toEqual(["greeter -> auditor S delivered", "teller -> savings T lost"]);
  expect(guesses.flatMap((handoff) => handoff.findings)).toEqual([]);
});

test.each(["google-adk-py.no-content", "google-adk-py.openinference"] as const)("%s: where no model's messages are recorded, a sequence is a candidate", (capture) => {
  const guesses = handoffsIn(recordedSpans(capture)).filter((handoff) => handoff.candidate);
  expect(guesses.map(told)).toEqual(["writer -> reviewer S delivered"]);
});

test.each(["openllmetry", "contrib", "genai", "logfire"] as const)("openai-agents-py.%s: the payload of a handoff is what the model called the transfer tool with", (instrumentation) => {
  const handoffs = handoffsIn(recordedSpans(`openai-agents-py.${instrumentation}`));
  const payloads = handoffs.filter(({ mode }) => mode !== "return_to_caller").map(({ sent }): unknown => JSON.parse(sent?.body ?? ""));
  expect(payloads).toEqual([{ reason: "charged twice", order_id: "A-100" }, { reason: "charged twice", order_id: "A-100" }]);
  expect(handoffs.find(({ target }) => target.name === "Specialist")).toMatchObject({ mode: "return_to_caller", returned: { body: "30 days after delivery." } });
});

test("a message that AutoGen's runtime delivered is what was sent, though no agent's span holds any content", () => {
  const handoff = handoffsIn(recordedSpans("autogen.native")).find(({ target }) => target.name === "reviewer");
  expect(handoff?.sent?.body).toContain("Tides follow the moon and the sun.");
  expect(handoff?.corroboration).toEqual(["S"]);
});

test("a coworker whose work leaves no span has answered all the same; one who does not exist was refused in words", () => {
  const handoffs = handoffsIn(recordedSpans("crewai.openinference"));
  const to = (name: string) => handoffs.find(({ target }) => target.name === name);
  expect(to("Refunds")).toMatchObject({ mode: "return_to_caller", returned: { body: "Refund of 49.90 EUR for A-100 is booked." } });
  expect(to("Refunds")?.schema?.json).toContain('"coworker"');
  expect(to("Invoices")?.legs.map((leg) => leg.claim).join()).toContain("coworker mentioned not found");
});
