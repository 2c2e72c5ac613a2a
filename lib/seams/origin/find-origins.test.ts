import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Handoff } from "@/lib/model/handoff.ts";
import { drawChain, type Hop } from "@/lib/testing/draw-chain.ts";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { findOrigins } from "./find-origins.ts";

const chain = (...hops: Hop[]): Handoff[] => judgeDrawing(drawChain(hops));
const same = (payload: string): Hop => ({ sent: payload, received: payload });
const drift = (from: number, to: number): Hop => ({ sent: `{"amount":${from}}`, received: `{"amount":${to}}` });
const idsOf = (shown: readonly { handoffId: string }[]) => shown.map(({ handoffId }) => handoffId);

test("a number that changes at the second of five seams has its origin there, and the later ones inherit it", () => {
  const { list, inAll } = findOrigins(chain(
    same('{"amount":12.54,"order":"A-17"}'), { sent: '{"amount":12.54,"order":"A-17"}', received: '{"amount":12,"order":"A-17"}' },
    same('{"amount":12,"order":"A-17"}'), same('{"refund":{"amount":12}}'), same('{"amount":12}'),
  ));
  expect(inAll).toBe(1);
  expect(list[0]).toMatchObject({
    handoffId: "h2", defect: "value", class: "value_drift", pointer: "/amount", place: "transit", before: "12.54", after: "12", certain: true, detectedBy: "h2",
    blast: { handoffs: 3, agents: ["a3", "a4", "a5", "a6"], traces: 1, hops: 3 },
  });
  expect(list[0]?.inherited).toEqual([{ handoffId: "h3", value: "12" }, { handoffId: "h4", value: "12" }, { handoffId: "h5", value: "12" }]);
});

test("a value that is refused at the end began inside the agent that wrote it, between its reception and its sending", () => {
  const [origin] = findOrigins(chain(
    same('{"amount":12.5}'), same('{"amount":12.5}'), same('{"amount":"twelve"}'),
    { ...same('{"amount":"twelve"}'), target: 'handoff.validation.result=fail  handoff.validation.errors=["/amount: must be number"]  handoff.state=rejected' },
  )).list;
  expect(origin).toMatchObject({ handoffId: "h3", source: "a3", class: "schema_violation", place: "agent", before: "12.5", after: "twelve", certain: true, detectedBy: "h4" });
  expect(origin?.inherited).toEqual([{ handoffId: "h4", value: "twelve" }]);
  expect(origin?.lagMs).toBe(7000);
  expect(origin?.blast).toMatchObject({ handoffs: 1, agents: ["a4"] });
});

test("a constraint dropped on the way is inherited by those that work without it, until somebody has it again", () => {
  const limit = 'handoff.constraints=["at most 100"]';
  const none = "handoff.constraints=[]";
  const { list } = findOrigins(chain(
    { ...same('{"a":1}'), source: limit, target: limit }, { ...same('{"a":1}'), source: limit, target: none },
    { ...same('{"a":1}'), source: none, target: none }, { ...same('{"a":1}'), source: limit, target: limit }, same('{"a":1}'),
  ));
  expect(list).toMatchObject([{ handoffId: "h2", defect: "constraint", what: "at most 100", place: "transit", before: "at most 100", after: null }]);
  expect(idsOf(list[0]?.inherited ?? [])).toEqual(["h3"]);
  expect(list[0]?.blast.handoffIds).toEqual(["h3"]);
});

test("an intent paraphrased at the third seam is inherited from there", () => {
  const [asked, heard] = ["handoff.intent.text=Refund order A-17 in full", "handoff.intent.text=Look at order A-17"];
  const { list } = findOrigins(chain(
    { source: asked, target: asked }, { source: asked, target: asked }, { source: asked, target: heard }, { source: heard, target: heard },
  ));
  expect(list).toMatchObject([{ handoffId: "h3", defect: "intent", before: "Refund order A-17 in full", after: "Look at order A-17" }]);
  expect(idsOf(list[0]?.inherited ?? [])).toEqual(["h4"]);
});

test("a lost handoff began where it was last proven to exist, is noticed at its deadline, and nothing ran on it", () => {
  const [origin] = findOrigins(chain(same('{"a":1}'), { sent: '{"a":1}', alone: true })).list;
  expect(origin).toMatchObject({
    handoffId: "h2", class: "lost", defect: "payload", place: "transit", after: null, inherited: [],
    lastProofOfLife: { handoffId: "h2", agent: "a2", leg: "sent" }, blast: { handoffs: 0, agents: [], workMs: null }, lagMs: 60_000,
  });
});

test("an empty payload that travels on began where it was emptied", () => {
  const [origin, ...others] = findOrigins(chain(
    same('{"draft":"long"}'), { sent: '{"draft":"long"}', received: "", target: "handoff.received.size=0" }, { sent: "", received: "", source: "handoff.sent.size=0", target: "handoff.received.size=0" },
  )).list;
  expect(others).toEqual([]);
  expect(origin).toMatchObject({ handoffId: "h2", class: "payload_missing", place: "transit", before: "16 bytes", after: null, lastProofOfLife: { handoffId: "h2", leg: "sent" } });
  expect(idsOf(origin?.inherited ?? [])).toEqual(["h3"]);
});

test("handoffs that do not tell their payload are walked past, and the answer says that it is not certain", () => {
  const [origin] = findOrigins(chain(same('{"amount":12.5}'), {}, { ...same('{"amount":"x"}'), target: 'handoff.validation.result=fail  handoff.validation.errors=["/amount: must be number"]' })).list;
  expect(origin).toMatchObject({ handoffId: "h3", place: "agent", before: "12.5", after: "x", certain: false });
  expect(origin?.unknown.join()).toMatch(/did not tell their payload/);
});

test("a masked value tells nothing, and a plain name is the same value only under the same parent", () => {
  const refused = { ...same('{"amount":{"value":"x"}}'), target: 'handoff.validation.result=fail  handoff.validation.errors=["/amount/value: must be number"]' };
  expect(findOrigins(chain(same('{"amount":{"value":"***"}}'), refused)).list).toMatchObject([{ handoffId: "h2", certain: false }]);
  expect(findOrigins(chain(same('{"weight":{"value":7}}'), refused)).list).toMatchObject([{ handoffId: "h2", place: "agent", before: null }]);
  expect(findOrigins(chain(same('{"refund":{"amount":{"value":7}}}'), refused)).list).toMatchObject([{ handoffId: "h2", place: "agent", before: "7", after: "x" }]);
});

test("a healthy workflow has no origin, and an agent that writes another value is at work, not at fault", () => {
  expect(findOrigins(chain(same('{"amount":1}'), same('{"amount":2}'), same('{"total":3}')))).toEqual({ list: [], inAll: 0 });
});

test("two drifts of one value are one failure while nobody wrote it anew, and two when somebody did", () => {
  expect(idsOf(findOrigins(chain(drift(12.54, 12.5), drift(12.5, 12))).list)).toEqual(["h1"]);
  expect(idsOf(findOrigins(chain(drift(12.54, 12.5), drift(99.5, 99))).list)).toEqual(["h1", "h2"]);
});

const stranger = (id: string, parentId: string, startedAt: string, changes: Partial<Handoff> = {}) => makeHandoff({
  id, parentId, startedAt, source: { name: `s${id}`, version: "", type: "agent", service: "" }, target: { name: `t${id}`, version: "", type: "agent", service: "" }, ...changes,
});
const body = (text: string) => ({ body: text, mediaType: "application/json" as const, hash: "", sizeBytes: text.length, tokens: null, from: "handoff.sent.payload" });
const drifted = { class: "value_drift" as const, severity: "error" as const, side: "seam" as const, pointer: "/n", message: "", reason: "", evidence: { sent: "1", received: "2" } };

test("the chain follows the named parent where clocks contradict it, and parents in a circle end nothing", () => {
  const ahead = [
    stranger("1", "", "2026-11-20T07:05:00Z", { sent: body('{"n":1}'), received: body('{"n":2}'), findings: [drifted], failed: true }),
    stranger("2", "1", "2026-11-20T07:00:00Z", { sent: body('{"n":2}'), received: body('{"n":2}') }),
  ];
  expect(findOrigins(ahead).list[0]?.inherited).toEqual([{ handoffId: "2", value: "2" }]);
  const circle = ["1", "2", "3"].map((id, index) => stranger(id, String(((index + 1) % 3) + 1), "2026-11-20T07:00:00Z", { failed: true, findings: [drifted] }));
  expect(findOrigins(circle).list.length).toBeGreaterThan(0);
});

const HopPart = fc.constantFrom('{"n":1}', '{"n":2}', '{"m":1}', "text", undefined);
const AnyHop = fc.record({ sent: HopPart, received: HopPart, alone: fc.boolean() }).map(({ sent, received, alone }): Hop => ({ alone, ...(sent === undefined ? {} : { sent }), ...(received === undefined ? {} : { received }) }));

test("the answer does not depend on order, and what is inherited comes after the origin and is never the origin", () => {
  fc.assert(
    fc.property(fc.array(AnyHop, { minLength: 1, maxLength: 7 }), fc.nat(), (hops, turn) => {
      const handoffs = chain(...hops);
      const found = findOrigins(handoffs);
      const at = turn % handoffs.length;
      expect(findOrigins([...handoffs.slice(at), ...handoffs.slice(0, at).toReversed()])).toEqual(found);
      for (const origin of found.list) {
        for (const { handoffId } of origin.inherited) expect(Number(handoffId.slice(1))).toBeGreaterThan(Number(origin.handoffId.slice(1)));
        expect(origin.lagMs).toBeGreaterThanOrEqual(0);
      }
      expect(found.list.length > 0).toBe(handoffs.some((handoff) => handoff.failed));
    }),
    { numRuns: 150 },
  );
});

test("a chain of a thousand failures is walked once, not once for each", () => {
  const hops = Array.from({ length: 1000 }, (_, index): Hop => (index === 0 ? { sent: '{"n":1.23}', received: '{"n":1}' } : { sent: '{"n":1}', received: '{"n":1}', target: 'handoff.validation.result=fail  handoff.validation.errors=["/n: too small"]' }));
  const { list } = findOrigins(chain(...hops));
  expect(list).toHaveLength(1);
  expect(list[0]?.inherited).toHaveLength(999);
  expect(list[0]?.blast).toMatchObject({ handoffs: 999, hops: 999 });
});

test("two thousand failures of two hundred handoffs are all told or counted, in any order of arrival", () => {
  const payload = body(JSON.stringify(Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`m${index}`, index]))));
  const handoffs = Array.from({ length: 200 }, (_, index) => stranger(String(index), index === 0 ? "" : String(index - 1), `2026-11-20T07:00:00.${String(index).padStart(9, "0")}Z`, {
    sent: payload, received: payload, failed: true,
    findings: Array.from({ length: 10 }, (_unused, part) => ({ ...drifted, class: "schema_violation" as const, pointer: `/m${index * 10 + part}`, evidence: {} })),
  }));
  const found = findOrigins(handoffs);
  expect(found.inAll).toBe(2000);
  expect(found.list).toHaveLength(100);
  expect(found.list[0]).toMatchObject({ handoffId: "0", certain: true });
  expect(findOrigins(handoffs.toReversed())).toEqual(found);
});

test("a walk over handoffs that tell nothing ends, and says how far it went", () => {
  const silent = Array.from({ length: 40 }, (): Hop => ({}));
  const [origin] = findOrigins(chain(same('{"n":1}'), ...silent, { ...same('{"n":"x"}'), target: 'handoff.validation.result=fail  handoff.validation.errors=["/n: must be number"]' })).list;
  expect(origin).toMatchObject({ handoffId: "h42", place: "agent", after: "x", certain: false });
  expect(origin?.unknown.join()).toMatch(/the 20 handoffs before tell nothing of it/);
});
