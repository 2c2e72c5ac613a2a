import type { AttemptMade } from "@/lib/model/handoff-course.ts";
import type { Handoff, Leg } from "@/lib/model/handoff.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { millisBetween } from "../latency.ts";
import { rfc3339Of } from "../moments.ts";
import type { CourseReport } from "./handoff-report.ts";

const FAILED_STATES = new Set(["rejected", "canceled", "failed", "timed_out", "lost", "dead_lettered"]);

/** One attempt before its number and the gap before it are known. */
type Try = Omit<AttemptMade, "number" | "gapMs" | "at"> & { at: bigint };

/** The attempts of a handoff in order: by `handoff.retry.attempt` where spans carry it, else by the legs that tell of retries. */
export function attemptsMade({ legs }: Pick<Handoff, "legs">, reports: readonly CourseReport[]): AttemptMade[] {
  const numbered = reports.filter((report) => attemptOf(report) !== undefined);
  const tries = numbered.length > 0 ? [...groupBy(withFirst(reports), (report) => attemptOf(report) ?? 0).values()].map((own) => tryOf(own, legs)) : triesByLegs(legs);
  const inOrder = tries.toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
  return inOrder.map((one, index) => ({ ...one, number: index + 1, at: rfc3339Of(one.at), gapMs: index === 0 ? null : millisBetween(inOrder[index - 1]?.at ?? one.at, one.at) }));
}

/** How many attempts there may be; null when nobody says. */
export function attemptsAllowed(reports: readonly CourseReport[]): number | null {
  const told = reports.map(({ attributes }) => Number(attributes["handoff.retry.max"])).find((max) => Number.isInteger(max) && max >= 0);
  return told === undefined ? null : told + 1;
}

function attemptOf({ attributes }: CourseReport): number | undefined {
  const number = Number(attributes["handoff.retry.attempt"] ?? Number.NaN);
  return Number.isInteger(number) ? number : undefined;
}

/** A first attempt need not say that it is one: spans of either side that began before any later attempt are its own. */
function withFirst(reports: readonly CourseReport[]): CourseReport[] {
  const later = reports.filter((report) => (attemptOf(report) ?? 0) > 0).map(({ startUnixNano }) => startUnixNano);
  const end = later.reduce((first, at) => (at < first ? at : first), later[0] ?? 0n);
  return reports.filter((report) => attemptOf(report) !== undefined || (report.startUnixNano < end && !("handoff.gate.status" in report.attributes)));
}

function tryOf(own: readonly CourseReport[], legs: readonly Leg[]): Try {
  const first = own.reduce((earliest, one) => (one.startUnixNano < earliest.startUnixNano ? one : earliest));
  const spans = new Set(own.map(({ spanId }) => spanId));
  const told = legs.filter((leg) => spans.has(leg.spanId) && leg.kind !== "retried").toSorted((a, b) => Number(BigInt(a.at) - BigInt(b.at)));
  const failing = own.find((report) => report.isError || FAILED_STATES.has(report.attributes["handoff.state"] ?? ""));
  const isRefused = told.some((leg) => leg.kind === "rejected");
  const outcome = failing !== undefined || isRefused ? "failed" : told.some((leg) => leg.kind === "received") ? "received" : "unknown";
  const words = failing?.error || told.findLast((leg) => leg.kind === "rejected")?.claim || told.at(-1)?.claim || "";
  return { at: first.startUnixNano, outcome, words, traceId: first.traceId, spanId: first.spanId };
}

/** Without numbers an attempt begins with the sending, and each later one with the leg that tells of a retry. */
function triesByLegs(legs: readonly Leg[]): Try[] {
  const inTime = legs.toSorted((a, b) => Number(BigInt(a.at) - BigInt(b.at)));
  const starts = inTime.filter((leg, index) => leg.kind === "retried" || (leg.kind === "sent" && !inTime.slice(0, index).some((one) => one.kind === "sent")));
  return starts.map((start, index) => {
    const until = starts[index + 1];
    const within = inTime.filter((leg) => BigInt(leg.at) >= BigInt(start.at) && (until === undefined || BigInt(leg.at) < BigInt(until.at)));
    const refused = within.find((leg) => leg.kind === "rejected");
    const outcome = refused !== undefined || until !== undefined ? "failed" : within.some((leg) => leg.kind === "received") ? "received" : "unknown";
    return { at: BigInt(start.at), outcome, words: refused?.claim ?? (until === undefined ? (within.at(-1)?.claim ?? "") : until.claim), traceId: start.traceId, spanId: start.spanId };
  });
}
