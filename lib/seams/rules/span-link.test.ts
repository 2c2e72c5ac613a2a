import { expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { searchTraces } from "../search-traces.ts";

const found = (picture: string): string[] => judgeDrawing(picture).map((handoff) => `${handoff.source.name} -> ${handoff.target.name} ${handoff.rule} ${handoff.verdict}`);

const QUEUE = `
    a:planner       |===       |
      a:[publish]   |  =       |  producer  messaging.system=kafka
    b:[process]     |     ==== |  consumer  link=2
      b:worker      |      === |`;

test("L: who takes a message from a queue in another trace was handed it by the agent that sent it", () => {
  const [handoff, ...more] = judgeDrawing(QUEUE);
  expect(more).toEqual([]);
  expect(handoff).toMatchObject({ rule: "L", confidence: 0.95, verdict: "delivered", source: { name: "planner" }, target: { name: "worker" }, joinedBy: { key: "span link" } });
  expect(handoff?.traceIds).toEqual(["a", "b"].map((trace) => trace.padStart(32, "0")));
  expect(handoff?.latency.totalMs).toBe(3000);
});

test("L: the handoff is the same, and seen from both of its traces, whichever trace is read first", () => {
  const spans = drawTrace(QUEUE);
  const seen = [spans, spans.toReversed()].flatMap((order) => ["a", "b"].map((trace) => searchTraces(order, 60_000).handoffsIn(trace.padStart(32, "0"))));
  for (const evidence of seen) expect(evidence).toEqual(seen[0]);
  expect(seen[0]).toHaveLength(1);
});

test("L: within one trace, too; a link from a span that takes nothing to one that sends nothing is no handoff", () => {
  expect(found(`
    [root]          |==========|
      planner       |===       |
        [send]      |  =       |  producer
      [take]        |     ==== |  consumer  link=3
        worker      |      === |`)).toEqual(["planner -> worker L delivered"]);
  expect(found(`
    a:planner       |===       |
      a:[work]      |  =       |
    b:[cause]       |     ==== |  link=2
      b:worker      |      === |`)).toEqual([]);
});

test("L: both ends must be agents, and an agent hands nothing to itself", () => {
  expect(found(`
    a:[script]      |===       |  producer
    b:worker        |     ==== |  consumer  link=1`)).toEqual([]);
  expect(found(`
    a:worker        |===       |
      a:[publish]   |  =       |  producer
    b:worker        |     ==== |  consumer  link=2`)).toEqual([]);
});

test("L: an end that only names itself on its own span is an agent", () => {
  expect(found(`
    a:[publish]     |==        |  producer  gen_ai.agent.name=planner
    b:[process]     |     ==== |  consumer  gen_ai.agent.name=worker  link=1`)).toEqual(["planner -> worker L delivered"]);
});

test("L: who waits for several messages is handed each of them, once", () => {
  const handoffs = judgeDrawing(`
    a:weather       |==        |
      a:[publish]   | =        |  producer
    b:traffic       |===       |
      b:[publish]   |  =       |  producer
    c:reporter      |     ==== |  consumer  link=[2,4]`);
  expect(handoffs.map((handoff) => `${handoff.source.name} -> ${handoff.target.name}`).toSorted()).toEqual(["traffic -> reporter", "weather -> reporter"]);
  expect(handoffs[0]?.legs[0]?.claim).toContain("one of 2 messages");
});

const agent = (name: string) => attributesOf([["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", name]]);

test("L: a batch of ten thousand messages makes neither ten thousand handoffs nor a search that does not end", () => {
  const senders = Array.from({ length: 10_000 }, (_, at) => makeSpan({ traceId: at.toString(16).padStart(32, "0"), spanId: at.toString(16).padStart(16, "0"), kind: "producer", attributes: agent("planner") }));
  const links = senders.map(({ traceId, spanId }) => ({ traceId, spanId, traceState: "", flags: 0, attributes: attributesOf([]), droppedAttributesCount: 0 }));
  const taker = makeSpan({ traceId: "f".repeat(32), kind: "consumer", links, attributes: agent("worker") });
  expect(searchTraces([...senders, taker], 60_000).handoffsIn(taker.traceId)).toHaveLength(64);
});

const offered = (status: string, more = ""): string => `
    [workflow.run]               |==========|
      [executor.process]         |===       |
        triage                   |==        |
        [message.send]           |  =       |  producer
      [edge_group.process]       |    =     |  message.source_id=triage  message.target_id=billing  edge_group.delivered=false  edge_group.delivery_status=${status}  link=4${more}`;

test("C: a message that the framework says it dropped is lost at once, and the status is told", () => {
  for (const status of ["dropped type mismatch", "dropped target mismatch"]) {
    const [handoff] = judgeDrawing(offered(status), 6);
    expect(handoff).toMatchObject({ rule: "C", verdict: "lost", source: { name: "triage" }, target: { name: "billing" } });
    expect(handoff?.legs[0]?.claim).toContain(status);
  }
});

test("C: a message whose delivery raised an exception was rejected", () => {
  expect(judgeDrawing(offered("exception"), 6)).toMatchObject([{ verdict: "rejected", target: { name: "billing" } }]);
});

test("C: a condition that was false is a choice of way; a message that another group of edges took is not lost", () => {
  expect(found(offered("dropped condition evaluated to false"))).toEqual([]);
  const taken = `
      [edge_group.process]       |    =     |  message.source_id=triage  message.target_id=billing  edge_group.delivered=true  edge_group.delivery_status=delivered  link=4
      [executor.process]         |     ===  |  link=4
        billing                  |     ==   |`;
  expect(found(offered("dropped target mismatch", taken))).toEqual(["triage -> billing C delivered"]);
});
