import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (sent: string, received: string): string => `
    triage      |==     |  producer  handoff.id=h1  ${sent}
    a:refunds   |    == |  consumer  handoff.id=h1  ${received}`;

test("a required tag that the target does not offer is a mismatch", () => {
  const [handoff] = judgeDrawing(picture('handoff.capability.required=["refunds","chargebacks"]', 'handoff.capability.offered=["refunds"]'));
  expect(handoff?.findings).toMatchObject([{ class: "capability_mismatch", side: "producer", reason: "not offered: chargebacks" }]);
  expect(classesIn(picture("handoff.capability.required=refunds  handoff.capability.matched=false", ""))).toEqual(["capability_mismatch"]);
});

test("another spelling, an offer of more, a reported match and an unknown offer are none", () => {
  const required = 'handoff.capability.required=["Order Refunds"]';
  expect(classesIn(picture(required, 'handoff.capability.offered=["order-refunds","invoices"]'))).toEqual([]);
  expect(classesIn(picture(required, 'handoff.capability.offered=["money"]  handoff.capability.matched=true'))).toEqual([]);
  expect(classesIn(picture(required, ""))).toEqual([]);
});
