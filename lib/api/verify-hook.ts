import { createHmac, timingSafeEqual } from "node:crypto";

/** How far our own signature's time may be off: long enough for clocks and queues, too short for a request that was kept. */
const HOOK_AGE_MAX_S = 300;

/** Signed by the secret, or why not. */
export type HookSignature = { ok: true } | { ok: false; message: string };

/** Headers of incident tools that hold HMAC-SHA256 of the body: GitHub, Jira and WebSub, PagerDuty (`v1=`, several of them), Linear. */
const BODY_SIGNATURES = ["x-hub-signature-256", "x-hub-signature", "x-pagerduty-signature", "linear-signature"] as const;
const EXPECTED = `expected x-seamscope-signature: t=<unix seconds>,v1=<hex of HMAC-SHA256 over "<t>.<body>">, or one of ${BODY_SIGNATURES.join(", ")}`;

/** Whether a webhook was signed by whoever has the secret. */
export function verifyHook(secret: string, { headers, body, now }: { headers: Headers; body: string; now: Date }): HookSignature {
  const own = headers.get("x-seamscope-signature");
  if (own !== null) return verifyOwn(secret, own, body, now);
  const given = BODY_SIGNATURES.map((name) => headers.get(name)).find((value) => value !== null);
  if (given === undefined || given === null) return { ok: false, message: EXPECTED };
  const signed = hexOf(secret, body);
  const matches = given.split(",").some((one) => isSame(one.trim().replace(/^(?:sha256|v1)=/, ""), signed));
  return matches ? { ok: true } : { ok: false, message: "the signature is not that of this body and the secret" };
}

function verifyOwn(secret: string, given: string, body: string, now: Date): HookSignature {
  const [, time, signature] = /^t=(\d{1,12}),v1=([0-9a-fA-F]{64})$/.exec(given.replaceAll(" ", "")) ?? [];
  if (time === undefined || signature === undefined) return { ok: false, message: EXPECTED };
  if (!isSame(signature, hexOf(secret, `${time}.${body}`))) return { ok: false, message: "the signature is not that of this time, this body and the secret" };
  const offS = Math.round(now.getTime() / 1000 - Number(time));
  return Math.abs(offS) <= HOOK_AGE_MAX_S ? { ok: true } : { ok: false, message: `it was signed ${offS} s ago; expected at most ${HOOK_AGE_MAX_S} s either way` };
}

const hexOf = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");

function isSame(given: string, signed: string): boolean {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(signed)];
  return a.length === b.length && timingSafeEqual(a, b);
}
