import { expect, test } from "vitest";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";

/** source -> target, verdict, kinds of the legs. */
const told = (picture: string): string[] =>
  judgeDrawing(picture).map((handoff) => `${handoff.source.name} -> ${handoff.target.name} ${handoff.verdict}: ${handoff.legs.map((leg) => leg.kind).join(" ")}`);

test("sides are told apart by kind, by the agent at work, by link of parent and child", () => {
  const expected = ["creator -> executor delivered: sent received completed"];
  expect(told(`
    creator       |==     |  producer  handoff.id=h1
    a:executor    |    == |  consumer  handoff.id=h1`)).toEqual(expected);
  expect(told(`
    creator       |==     |  handoff.id=h1  handoff.source.agent.name=creator  handoff.target.agent.name=executor
    a:executor    |    == |  handoff.id=h1  handoff.source.agent.name=creator  handoff.target.agent.name=executor`)).toEqual(expected);
  expect(told(`
    creator       |====== |
      [handoff]   | ===== |  handoff.id=h1  gen_ai.agent.name=creator
        executor  |  ===  |  handoff.id=h1`)).toEqual(expected);
});

test("an agent that hands over to itself is no sign of a side; the kind is", () => {
  expect(told(`
    poller    |==     |  producer  handoff.id=h1  handoff.source.agent.name=poller  handoff.target.agent.name=poller
    a:poller  |    == |  consumer  handoff.id=h1  handoff.source.agent.name=poller  handoff.target.agent.name=poller`)).toEqual(["poller -> poller delivered: sent received completed"]);
});

test("a person's approval is a gate, whatever kind of span the bot makes of it", () => {
  for (const kind of ["consumer", "internal", "client"]) {
    expect(told(`
      creator       |==         |  producer  handoff.id=h1  handoff.target.agent.name=executor
      a:telegram    |   ==      |  ${kind}  handoff.id=h1  handoff.gate.type=approval  handoff.gate.status=approved
      b:executor    |        == |  consumer  handoff.id=h1`)).toEqual(["creator -> executor delivered: sent gate_requested gate_decided received completed"]);
  }
});

test("the time at a gate is told apart from the transit", () => {
  const [handoff] = judgeDrawing(`
      creator       |==             |  producer  handoff.id=h1
      a:approver    |   ======      |  handoff.id=h1  handoff.gate.status=approved
      b:executor    |            == |  consumer  handoff.id=h1`);
  expect(handoff?.latency).toMatchObject({ totalMs: 10_000, gateMs: 6000, transitMs: 4000, workMs: 2000 });
});

test("a rejection at the gate stops the handoff, and is no failure of the seam", () => {
  const [handoff] = judgeDrawing(`
      creator       |==             |  producer  handoff.id=h1  handoff.target.agent.name=executor
      a:approver    |   ======      |  handoff.id=h1  handoff.gate.status=rejected`);
  expect(handoff).toMatchObject({ verdict: "rejected", failed: false, findings: [] });
});

test("one span may tell both sides; then no latency is claimed", () => {
  const [handoff] = judgeDrawing("script |==|  handoff.id=h1  handoff.source.agent.name=a  handoff.target.agent.name=b  handoff.sent.payload={\"x\":1}  handoff.received.payload={\"x\":1}");
  expect(handoff).toMatchObject({ verdict: "delivered", source: { name: "a" }, target: { name: "b" }, latency: { totalMs: null } });
});

test("a refused first attempt and an accepted second one are recovered", () => {
  expect(told(`
      triage       |==               |  producer  handoff.id=h1
      a:refunds    |   ==            |  consumer  handoff.id=h1  handoff.state=rejected  handoff.retry.attempt=0
      triage       |       ==        |  producer  handoff.id=h1  handoff.retry.attempt=1
      b:refunds    |           ==    |  consumer  handoff.id=h1  handoff.retry.attempt=1`)).toEqual([
    "triage -> refunds recovered: sent received rejected sent retried received completed",
  ]);
});

test("versions, contract and correlation come from the side that must know them", () => {
  const [handoff] = judgeDrawing(`
      triage       |==        |  producer  handoff.id=h1  gen_ai.agent.version=1.4.0  handoff.contract.name=refund-request  handoff.contract.version=1.0.0  handoff.correlation_id=case-7
      a:refunds    |   ==     |  consumer  handoff.id=h1  gen_ai.agent.version=3.1.0  handoff.contract.accepted_versions=["^1.0.0"]`);
  expect(handoff).toMatchObject({
    contract: "refund-request", correlationId: "case-7", versions: { source: "1.4.0", target: "3.1.0", contract: "1.0.0", accepted: ["^1.0.0"] },
  });
});
