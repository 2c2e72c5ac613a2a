import { afterAll, beforeAll, expect, test } from "vitest";
import type { Payload } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { readHandoffOutline } from "./read-handoff-outline.ts";
import { readPayloadSlice } from "./read-payload-slice.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const payload = (body: string, mediaType: Payload["mediaType"] = "application/json"): Payload => ({ body, mediaType, hash: `sha256:${body.length}`, sizeBytes: body.length, tokens: null, from: "handoff.sent.payload" });
const outline = (id: string) => readHandoffOutline(fresh.db, { project: PROJECT, id });
const slice = (id: string, side: "sent" | "received" | "returned", offset: number, limit: number) => readPayloadSlice(fresh.db, { project: PROJECT, id, side, offset, limit });

test("a handoff with short payloads comes whole, with their lengths in characters", async () => {
  const handoff = makeHandoff({ id: "short", sent: payload('{"a":"é😀"}') });
  await insertHandoffs(fresh.db, [handoff], { version: 1n });
  expect(await outline("short")).toEqual({ handoff, lengths: { sent: 10, received: null, returned: null } });
});

test("of payloads of ten megabytes the page reads the beginning only, and everything else of the handoff in whole", async () => {
  const body = JSON.stringify({ text: "zwölf 😀 \u0000 \"quoted\" ".repeat(500_000) });
  const findings = [{ class: "lost" as const, severity: "error" as const, side: "seam" as const, pointer: "/a\"b", message: "é", reason: "", evidence: { a: "\u2028" } }];
  const handoff = makeHandoff({ id: "large", sent: payload(body), received: payload(`${body} `, "text/plain"), findings, claimedConfidence: 0.25 });
  await insertHandoffs(fresh.db, [handoff], { version: 1n });
  const read = await outline("large");
  expect(JSON.stringify(read).length).toBeLessThan(60_000);
  expect(read?.lengths).toEqual({ sent: Array.from(body).length, received: Array.from(body).length + 1, returned: null });
  expect(body.startsWith(read?.handoff.sent?.body ?? "-")).toBe(true);
  expect({ ...read?.handoff, sent: handoff.sent, received: handoff.received }).toEqual(handoff);
  expect(read?.handoff.received).toMatchObject({ mediaType: "text/plain", hash: `sha256:${body.length + 1}`, sizeBytes: body.length + 1, tokens: null });
});

test("a payload read part by part is the payload, however its characters are coded", async () => {
  const body = "a😀é\n".repeat(2500);
  await insertHandoffs(fresh.db, [makeHandoff({ id: "parts", received: payload(body, "text/plain") })], { version: 1n });
  let text = "";
  for (let next: number | null = 0; next !== null; ) {
    const part = await slice("parts", "received", next, 3001);
    text += part?.text ?? "";
    next = part?.next ?? null;
  }
  expect(text).toBe(body);
  expect(await slice("parts", "received", 9999, 10)).toMatchObject({ text: "\n", length: 10_000, next: null, mediaType: "text/plain", side: "received" });
});

test("a payload with half a surrogate pair, which is no JSON to the database, is read all the same", async () => {
  const body = `{"cut":"${"x".repeat(300_000)}\ud83d"}`;
  await insertHandoffs(fresh.db, [makeHandoff({ id: "half", sent: payload(body) })], { version: 1n });
  expect((await outline("half"))?.lengths.sent).toBe(body.length);
  expect(await slice("half", "sent", 300_000, 100)).toMatchObject({ text: body.slice(300_000), next: null });
});

test("what is not there is undefined: the handoff, or its payload", async () => {
  await insertHandoffs(fresh.db, [makeHandoff({ id: "bare" })], { version: 1n });
  expect(await outline("nobody")).toBeUndefined();
  expect(await slice("nobody", "sent", 0, 10)).toBeUndefined();
  expect(await slice("bare", "sent", 0, 10)).toBeUndefined();
});
