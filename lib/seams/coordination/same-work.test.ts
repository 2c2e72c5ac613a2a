import { expect, test } from "vitest";
import { makePayload } from "../payload/make-payload.ts";
import { workIn } from "./same-work.ts";

const work = (body: string): string | undefined => workIn(makePayload(body, "handoff.sent.payload"));

test("counters, moments and ids of the way are no part of the work, nor are order, case and spacing", () => {
  const first = work('{"task":"Find the refund","ticket":"A-17","attempt":1,"sent_at":"2026-11-01T10:00:00Z","traceId":1,"hopCount":1}');
  expect(first).toBeDefined();
  expect(work('{"ticket":"A-17","attempt":2,"task":"find  the refund","sent_at":"2026-11-02T10:00:00Z","hopCount":1,"traceId":1}')).toBe(first);
});

test("ids, amounts and steps of the business are", () => {
  const first = work('{"task":"Find the refund","orderId":"A-17","step":1,"amount":10}');
  for (const other of ['{"task":"Find the refund","orderId":"A-18","step":1,"amount":10}', '{"task":"Find the refund","orderId":"A-17","step":2,"amount":10}', '{"task":"Find the refund","orderId":"A-17","step":1,"amount":11}']) {
    expect(work(other)).not.toBe(first);
  }
});

test("names that merely end like a counter are members like any other", () => {
  expect(work('{"format":"a long enough text"}')).not.toBe(work('{"format":"another text, long enough"}'));
  expect(work('{"what":"a long enough text"}')).not.toBe(work('{"what":"another text, long enough"}'));
});

test("what says too little to tell one work from another is no work", () => {
  expect([work("Successfully transferred to billing"), work('[{"content":"Successfully transferred back to triage","role":"tool","name":"transfer_back_to_triage"}]')]).toEqual([undefined, undefined]);
  expect([work(""), work("{}"), work('{"ok":true}'), work("done"), work('{"attempt":3,"at":"2026-11-01T10:00:00Z"}'), workIn(undefined)]).toEqual(Array.from({ length: 6 }, () => undefined));
});
