import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

interface Hop {
  from: string;
  to: string;
  payload: string;
  more?: string;
}

/** Hops one after the other in one trace, each sent and taken up. */
const rally = (hops: readonly Hop[]): string =>
  hops
    .flatMap(({ from, to, payload, more = "" }, at) => [
      `  ${from}   |${" ".repeat(at * 2)}=${" ".repeat(30 - at * 2)}|  producer  handoff.id=h${at}  handoff.correlation_id=case-1  handoff.sent.payload=${payload}  handoff.sent.tokens=100  ${more}`,
      `  ${to}   |${" ".repeat(at * 2 + 1)}=${" ".repeat(29 - at * 2)}|  consumer  handoff.id=h${at}  handoff.correlation_id=case-1`,
    ])
    .join("\n");

const TASK = '{"ticket":"A-17","task":"find out who owns the refund"}';
const backAndForth = (count: number, payload: (at: number) => string = () => TASK, more = (_at: number): string => ""): Hop[] =>
  Array.from({ length: count }, (_, at) => ({ from: at % 2 === 0 ? "billing" : "refunds", to: at % 2 === 0 ? "refunds" : "billing", payload: payload(at), more: more(at) }));

test("the same work there, back, there, back and there again is one ping_pong, on the fifth hop, with what it cost", () => {
  const found = judgeDrawing(rally(backAndForth(7))).filter((handoff) => handoff.findings.length > 0);
  expect(found.map((handoff) => handoff.id)).toEqual(["h4"]);
  expect(found[0]?.findings).toMatchObject([{ class: "ping_pong", side: "seam", evidence: { hops: "7", millis: "12000", tokens: "700" } }]);
});

test("four hops may be a misunderstanding that was cleared up", () => {
  expect(classesIn(rally(backAndForth(4)))).toEqual([]);
});

const stamped = (at: number): string => `{"ticket":"A-17","task":"find out who owns the refund","hop":${at},"attempt":${at},"sent_at":"2026-11-0${at + 1}T10:00:00Z"}`;
const drafts = (at: number): string => `{"draft":"The ${["first", "second", "third", "fourth", "fifth", "sixth", "seventh"][at] ?? ""} version of the text","round":${at}}`;

test("counters, moments and ids of the way make no progress", () => {
  expect(classesIn(rally(backAndForth(5, stamped)))).toEqual(["ping_pong"]);
});

test("each direction may have words of its own, as long as it repeats them", () => {
  expect(classesIn(rally(backAndForth(5, (at) => (at % 2 === 0 ? TASK : '{"ticket":"A-17","note":"not mine, look again"}'))))).toEqual(["ping_pong"]);
});

test("a writer and a critic whose text changes from round to round make progress", () => {
  expect(classesIn(rally(backAndForth(7, drafts)))).toEqual([]);
  expect(classesIn(rally(backAndForth(7, (at) => (at % 2 === 0 ? drafts(at) : '{"verdict":"please go on with this draft"}'))))).toEqual([]);
});

test("a supervisor that sends out different tasks is none, though each comes back alike", () => {
  expect(classesIn(rally(backAndForth(7, (at) => (at % 2 === 0 ? `{"ticket":"A-${at}","task":"find out who owns the refund"}` : '{"result":"it is all settled"}'))))).toEqual([]);
});

test("answers that go back to the caller are no hops", () => {
  expect(classesIn(rally(backAndForth(7, undefined, (at) => (at % 2 === 0 ? "" : "handoff.direction=return"))))).toEqual([]);
  expect(classesIn(rally(backAndForth(7, undefined, () => "gen_ai.transfer.mode=return_to_caller")))).toEqual([]);
});

test("payloads that do not tell one work from another say nothing", () => {
  expect(classesIn(rally(backAndForth(7, () => '{"ok":true}')))).toEqual([]);
});

test("the same task of two business cases is not the same work", () => {
  const picture = rally(backAndForth(6)).split("\n").map((line, at) => (at < 6 ? line : line.replace("case-1", "case-2"))).join("\n");
  expect(classesIn(picture)).toEqual([]);
});

test("transfers by tool are hops, too, when each names the same task", () => {
  const transfers = Array.from({ length: 5 }, (_, at) => {
    const [from, to] = at % 2 === 0 ? ["billing", "refunds"] : ["refunds", "billing"];
    const indent = " ".repeat(at * 3);
    return `
    ${from}        |${indent}===${" ".repeat(20 - at * 3)}|
      [transfer]     |${indent} = ${" ".repeat(20 - at * 3)}|  gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_${to}  gen_ai.tool.call.arguments={"reason":"the other agent owns refunds"}`;
  });
  const picture = `
  [swarm]          |====================|${transfers.join("")}
    refunds          |               === |`;
  expect(classesIn(picture)).toEqual(["ping_pong"]);
});
