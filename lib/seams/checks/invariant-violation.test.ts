import { expect, test } from "vitest";
import { classesUnder, judgeUnder } from "@/lib/testing/judge-drawing.ts";

const SURVIVES = { invariants: [{ name: "total survives", cel: "sent.total == received.total" }] };
const picture = (sent: string, received?: string): string => `
    creator     |==    |  producer  handoff.id=h1  handoff.sent.payload=${sent}
    a:executor  |   == |  consumer  handoff.id=h1  ${received === undefined ? "" : `handoff.received.payload=${received}`}`;

test("a total that is another one at the receiver breaks the contract's rule, and both values are told", () => {
  const [handoff] = judgeUnder(SURVIVES, picture('{"total":10,"parts":[1,2]}', '{"total":12,"parts":[1,2]}'));
  expect(handoff?.findings.find((finding) => finding.class === "invariant_violation")).toMatchObject({
    severity: "error", side: "seam", pointer: "/total", reason: "invariant total survives", evidence: { "sent.total": "10", "received.total": "12" },
  });
});

test("a value that is told on one side alone did not survive", () => {
  expect(classesUnder(SURVIVES, picture('{"total":10,"note":"x"}', '{"note":"x"}'))).toContain("invariant_violation");
});

test("a rule about what the sender alone tells is the sender's to keep", () => {
  const [handoff] = judgeUnder({ invariants: [{ name: "some items", cel: "size(sent.items) > 0" }] }, picture('{"items":[]}'));
  expect(handoff?.findings).toMatchObject([{ class: "invariant_violation", side: "producer", pointer: "/items" }]);
});

test("the same number written otherwise, a field that neither side has, and a payload nobody reported are none; what is missing is told", () => {
  expect(classesUnder(SURVIVES, picture('{"total":10}', '{"total":10.0}'))).toEqual([]);
  expect(classesUnder(SURVIVES, picture('{"sum":10}', '{"sum":10}'))).toEqual([]);
  const [handoff] = judgeUnder(SURVIVES, picture('{"total":10}'));
  expect(handoff).toMatchObject({ findings: [], failed: false });
  expect(handoff?.incomplete).toContain("invariant total survives: nobody reported what was received");
});
