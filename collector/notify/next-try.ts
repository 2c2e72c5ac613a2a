import type { Attempt } from "@/lib/outbound/send-notification.ts";

const BASE_MS = 1000;
const CAP_MS = 10 * 60_000;
const RETRY_AFTER_MAX_MS = 3_600_000;

/** What cannot be delivered for a day is given up: by then somebody looked at the page of it. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
/** What the receiver refuses is tried for an hour, in which a channel can be set right. */
const GIVE_UP_REFUSED_AFTER_MS = 3_600_000;

/** When it is tried again, or that it is not. */
export type NextTry = { kind: "again"; atMs: number } | { kind: "gave_up"; why: string };

/** What the next try depends on; `random` gives 0 to 1. */
export interface Tried {
  attempt: Attempt;
  /** The first is 1. */
  number: number;
  /** When it was first to be told. */
  toldAtMs: number;
  nowMs: number;
  random: () => number;
}

/**
 * Exponential back-off with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015), never sooner than the receiver's
 * Retry-After asks for.
 */
export function nextTry({ attempt, number, toldAtMs, nowMs, random }: Tried): NextTry {
  const age = nowMs - toldAtMs;
  if (age >= GIVE_UP_AFTER_MS) return { kind: "gave_up", why: "given up after 24 hours" };
  if (attempt.outcome === "refused" && age >= GIVE_UP_REFUSED_AFTER_MS) return { kind: "gave_up", why: "given up after an hour of being refused" };
  const wait = random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(number, 20));
  return { kind: "again", atMs: Math.ceil(nowMs + Math.max(wait, retryAfterMs(attempt.retryAfter, nowMs))) };
}

/** Seconds, or a date (RFC 9110 10.2.3); what is neither, or lies in the past, asks for nothing. */
function retryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0;
  const asked = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), RETRY_AFTER_MAX_MS);
}
