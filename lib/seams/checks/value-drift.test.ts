import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (sent: unknown, received: unknown): string => `
    orchestrator  |==     |  producer  handoff.id=h1  handoff.sent.payload=${JSON.stringify(sent)}
    a:worker      |    == |  consumer  handoff.id=h1  handoff.received.payload=${JSON.stringify(received)}`;
const findings = (sent: unknown, received: unknown) => judgeDrawing(picture(sent, received)).flatMap((handoff) => handoff.findings);

test("a rounded number is told as such, another number as another one", () => {
  expect(findings({ total: 1249.5, seats: 4 }, { total: 1250, seats: 5 })).toMatchObject([
    { class: "value_drift", severity: "error", pointer: "/total", reason: "/total was rounded" },
    { class: "value_drift", severity: "error", pointer: "/seats", reason: "/seats is another number", evidence: { sent: "4", received: "5" } },
  ]);
});

test("a short text in other words is a warning, prose in other words is none", () => {
  expect(findings({ answer_by: "today 18:00" }, { answer_by: "this evening" })).toMatchObject([{ class: "value_drift", severity: "warning", pointer: "/answer_by" }]);
  const prose = "The customer has been waiting since Monday and wants to know where the parcel is at the moment.";
  expect(findings({ text: prose }, { text: "A customer asks for a parcel." })).toEqual([]);
});

test("a list that lost an item out of its middle is told at the list", () => {
  expect(findings({ stops: ["Rome", "Oslo", "Bern"] }, { stops: ["Rome", "Bern"] })).toMatchObject([
    { class: "value_drift", pointer: "/stops", evidence: { sent: "3", received: "2", missing: "/stops/1" } },
  ]);
  expect(findings({ stops: ["Rome", "Bern"] }, { stops: ["Rome"] }).map((finding) => finding.class)).toEqual(["context_loss"]);
});

test("a value that arrived as null is gone", () => {
  expect(findings({ limit: 400, order: "A-1" }, { limit: null, order: "A-1" })).toMatchObject([{ class: "value_drift", reason: "/limit arrived empty" }]);
});

test("another notation, another order, an addition, a mask and a counter of the way are no drift", () => {
  expect(findings({ total: 10, due: "2026-11-21T08:00:00Z" }, { total: "10.00", due: "2026-11-21T08:00:00.000Z" })).toEqual([]);
  expect(findings({ parts: [{ n: 1, price: 5 }, { n: 2, price: 7 }] }, { parts: [{ n: 2, price: 7, seen: true }, { n: 1, price: 5, seen: true }] })).toEqual([]);
  expect(findings({ tags: ["a", "a", "b"] }, { tags: ["a", "b"] })).toEqual([]);
  expect(findings({ topic: "cats", card: "4111 1111" }, { topic: "cats, in Rome", card: "**** 1111" })).toEqual([]);
  expect(findings({ attempt: 0, status: "submitted", task: "a" }, { attempt: 1, status: "working", task: "a" })).toEqual([]);
  expect(findings({ first: "Ada", second: "Bob" }, { first: "Bob", second: "Ada" })).toEqual([]);
});

test("a payload that was repaired between two attempts did not drift", () => {
  expect(classesIn(`
    triage       |==             |  producer  handoff.id=h1  handoff.sent.payload={"amount":"129"}
    a:refunds    |  ==           |  consumer  handoff.id=h1  handoff.state=rejected
    triage       |     ==        |  producer  handoff.id=h1  handoff.retry.attempt=1  handoff.sent.payload={"amount":192}
    b:refunds    |       ==      |  consumer  handoff.id=h1  handoff.retry.attempt=1  handoff.received.payload={"amount":192}`)).toEqual([]);
});
