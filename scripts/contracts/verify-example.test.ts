import { afterAll, expect, test } from "vitest";
import type { z } from "zod";
import { createSchemaValidator } from "@/collector/analyse/schema-validator.ts";
import { Contract } from "@/lib/model/contract.ts";
import { verifyExample } from "./verify-example.ts";

const validator = createSchemaValidator();
afterAll(() => validator.close());

const PAYLOAD = { type: "object", required: ["title"], properties: { title: { type: "string" }, total: { type: "number" }, intent: { type: "string" } } };
const AT_MS = Date.parse("2026-11-20T07:00:00Z");

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

async function verified(contract: Partial<z.input<typeof Contract>>, sent: unknown, received?: unknown): Promise<{ broken: string[]; notes: string[] }> {
  const { broken, notes } = await verifyExample(Contract.parse({ contract: "draft", version: "1.0.0", payload: PAYLOAD, ...contract }), { name: "a.json", sent: textOf(sent), ...(received === undefined ? {} : { received: textOf(received) }) }, { validator, atMs: AT_MS });
  return { broken, notes };
}

test("an example that keeps the contract breaks nothing, whatever else the contract asks of a handoff", async () => {
  const contract = { deadline: "1s", gate: { kind: "approval" as const }, budget: { tokens: 1 }, capabilities: ["publish"], accepts: "^2.0.0", seam: { source: "creator", target: "executor" } };
  expect(await verified(contract, { title: "a" })).toEqual({ broken: [], notes: [] });
});

test("what breaks the schema is told with its pointer, in every mode", async () => {
  for (const mode of ["observe", "enforce"] as const) expect((await verified({ mode }, { total: "much" })).broken).toEqual([expect.stringMatching(/^schema_violation: \/title is missing/), expect.stringMatching(/^schema_violation: \/total must be number/)]);
});

test("prose in place of JSON and nothing in place of a payload break it, too", async () => {
  expect((await verified({}, "Sure! Here you go: {")).broken).toEqual([expect.stringMatching(/^format_violation/)]);
  expect((await verified({}, "")).broken.length).toBeGreaterThan(0);
});

test("a part that must come along and does not is told", async () => {
  expect((await verified({ required: ["rationale", "intent"] }, { title: "a" })).broken).toEqual(expect.arrayContaining([expect.stringMatching(/^rationale_missing/), expect.stringMatching(/^intent_drift/)]));
  expect((await verified({ required: ["intent"] }, { title: "a", intent: "write" })).broken).toEqual([]);
});

test("an invariant across both sides needs both, and says so", async () => {
  const contract = { invariants: [{ name: "total survives", cel: "sent.total == received.total" }] };
  expect(await verified(contract, { title: "a", total: 1 })).toEqual({ broken: [], notes: [expect.stringMatching(/^the invariant "total survives" could not be told: .*received/)] });
  expect((await verified(contract, { title: "a", total: 1 }, { title: "a", total: 2 })).broken).toEqual(expect.arrayContaining([expect.stringMatching(/^invariant_violation/)]));
  expect(await verified(contract, { title: "a", total: 1 }, { title: "a", total: 1 })).toEqual({ broken: [], notes: [] });
});

test("a field that the contract does not name is noted and breaks nothing", async () => {
  expect(await verified({}, { title: "a", more: 1 })).toEqual({ broken: [], notes: [expect.stringMatching(/^undeclared_field: .*\/more/)] });
});

test("what cannot be checked does not pass", async () => {
  expect((await verified({}, { title: "x".repeat(1_000_001) })).broken).toEqual([expect.stringMatching(/^could not be checked: schema: the payload is longer/)]);
});
