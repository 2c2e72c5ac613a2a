import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { verifyHook } from "./verify-hook.ts";

const SECRET = "a secret of the hook";
const BODY = '{"ticket":"INC-1"}';
const NOW = new Date("2026-11-21T12:00:00Z");
const T = NOW.getTime() / 1000;
const hex = (text: string, secret = SECRET): string => createHmac("sha256", secret).update(text).digest("hex");
const check = (headers: Record<string, string>, body = BODY) => verifyHook(SECRET, { headers: new Headers(headers), body, now: NOW });

test("our own signature holds for its time, its body and its secret alone", () => {
  const own = (t: number, signed = hex(`${t}.${BODY}`)) => ({ "x-seamscope-signature": `t=${t},v1=${signed}` });
  expect(check(own(T))).toEqual({ ok: true });
  expect(check(own(T - 299))).toEqual({ ok: true });
  expect(check(own(T - 301))).toMatchObject({ ok: false, message: expect.stringContaining("signed 301 s ago") });
  expect(check(own(T + 400))).toMatchObject({ ok: false });
  expect(check(own(T), `${BODY} `)).toMatchObject({ ok: false });
  expect(check(own(T, hex(`${T}.${BODY}`, "another secret")))).toMatchObject({ ok: false });
  expect(check(own(T, hex(BODY)))).toMatchObject({ ok: false });
  expect(check({ "x-seamscope-signature": hex(BODY) })).toMatchObject({ ok: false, message: expect.stringContaining("expected x-seamscope-signature") });
});

test.each([
  ["x-hub-signature-256", `sha256=${hex(BODY)}`], ["x-hub-signature", `sha256=${hex(BODY)}`], ["x-pagerduty-signature", `v1=${hex(BODY, "the one before")},v1=${hex(BODY)}`], ["linear-signature", hex(BODY)],
])("the signature of an incident tool in %s is checked against the body", (name, value) => {
  expect(check({ [name]: value })).toEqual({ ok: true });
  expect(check({ [name]: value }, `${BODY}x`)).toMatchObject({ ok: false });
  expect(check({ [name]: "sha256=" })).toMatchObject({ ok: false });
});

test("without a signature it is refused, with what was expected", () => {
  expect(check({})).toMatchObject({ ok: false, message: expect.stringContaining("HMAC-SHA256") });
});
