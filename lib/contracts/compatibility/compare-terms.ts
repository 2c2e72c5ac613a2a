import semver from "semver";
import type { Breaks, CompatibilityRule } from "@/lib/model/compatibility.ts";
import { type Contract, durationMs } from "@/lib/model/contract.ts";
import { below, canonicalOf, type Report } from "./report.ts";

/** Compares everything but the payload's schema. A term that asks more of senders breaks backward; one that asks less, forward. */
export function compareTerms(old: Contract, now: Contract, report: Report): void {
  compareAccepts(old, now, report);
  compareLists(old, now, report);
  compareInvariants(old, now, report);
  compareAmounts(old, now, report);
  compareGates(old, now, report);
  compareFanIn(old, now, report);
  for (const [key, rule] of SAID_ONLY) {
    if (canonicalOf(old[key]) !== canonicalOf(now[key])) report.add(rule, "none", below("", key), [old[key], now[key]], `${key} is another one`);
  }
}

/** Terms that say whose the contract is and what happens beside it; no handoff passes or fails by them alone. */
const SAID_ONLY: readonly (readonly [keyof Contract, CompatibilityRule])[] = [
  ["seam", "SEAM_CHANGED"], ["owner", "OWNER_CHANGED"], ["fallback", "FALLBACK_CHANGED"], ["deprecated", "DEPRECATION_CHANGED"], ["stakes", "STAKES_CHANGED"],
  ["sensitive", "SENSITIVE_CHANGED"], ["slo", "SLO_CHANGED"], ["runbook", "RUNBOOK_CHANGED"], ["mode", "MODE_CHANGED"],
];

const takes = (range: string | undefined, version: string): boolean => range === undefined || semver.satisfies(version, range, { includePrerelease: true });

function compareAccepts(old: Contract, now: Contract, report: Report): void {
  const values = [old.accepts, now.accepts] as const;
  const [before, after] = [old.accepts ?? "*", now.accepts ?? "*"];
  if (before !== after) {
    const [narrower, wider] = [semver.subset(after, before), semver.subset(before, after)];
    const rule: CompatibilityRule = narrower && wider ? "ACCEPTS_CHANGED" : narrower ? "ACCEPTS_NARROWED" : wider ? "ACCEPTS_WIDENED" : "ACCEPTS_CHANGED";
    const refused = !takes(now.accepts, old.version);
    report.add(rule, refused ? "backward" : "none", "/accepts", values, refused ? `senders on ${old.version} are no longer accepted` : `${after} is accepted instead of ${before}`);
  } else if (!takes(now.accepts, old.version)) {
    report.add("ACCEPTS_NARROWED", "backward", "/accepts", values, `senders on ${old.version} are not accepted by ${after}`);
  }
  if (!takes(old.accepts, now.version)) report.add("VERSION_NOT_ACCEPTED", "forward", "/accepts", values, `receivers on ${old.version} accept ${before}, not ${now.version}`);
}

function compareLists(old: Contract, now: Contract, report: Report): void {
  const parts = [old.required ?? [], now.required ?? []] as const;
  for (const part of without(parts[1], parts[0])) report.add("REQUIRED_PART_ADDED", "backward", "/required", parts, `${part} must be carried`);
  for (const part of without(parts[0], parts[1])) report.add("REQUIRED_PART_REMOVED", "forward", "/required", parts, `${part} need not be carried`);
  const able = [old.capabilities ?? [], now.capabilities ?? []] as const;
  for (const one of without(able[1], able[0])) report.add("CAPABILITY_ADDED", "forward", "/capabilities", able, `receivers on ${old.version} need not be able to ${one}`);
  for (const one of without(able[0], able[1])) report.add("CAPABILITY_REMOVED", "backward", "/capabilities", able, `receivers on ${now.version} need not be able to ${one}`);
}

const without = (list: readonly string[], others: readonly string[]): string[] => list.filter((item) => !others.includes(item));

function compareInvariants(old: Contract, now: Contract, report: Report): void {
  const before = new Map(old.invariants?.map(({ name, cel }) => [name, cel]));
  const after = new Map(now.invariants?.map(({ name, cel }) => [name, cel]));
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const values = [before.get(name), after.get(name)] as const;
    if (values[0] === undefined) report.add("INVARIANT_ADDED", "backward", "/invariants", values, `${name} must hold`);
    else if (values[1] === undefined) report.add("INVARIANT_REMOVED", "forward", "/invariants", values, `${name} need not hold`);
    else if (values[0] !== values[1]) report.add("INVARIANT_CHANGED", "both", "/invariants", values, `${name} says something else`);
  }
}

/** A limit that asks more the lower it is. No limit asks least. */
interface Amount {
  at: string;
  values: readonly [unknown, unknown];
  sizes: readonly [number, number];
  tighter: CompatibilityRule;
  looser: CompatibilityRule;
}

const ms = (text: string | undefined): number => (text === undefined ? Infinity : (durationMs(text) ?? Infinity));

function compareAmounts(old: Contract, now: Contract, report: Report): void {
  const amounts: Amount[] = [
    { at: "/deadline", values: [old.deadline, now.deadline], sizes: [ms(old.deadline), ms(now.deadline)], tighter: "DEADLINE_SHORTENED", looser: "DEADLINE_EXTENDED" },
    { at: "/latency/p95", values: [old.latency?.p95, now.latency?.p95], sizes: [ms(old.latency?.p95), ms(now.latency?.p95)], tighter: "LATENCY_TIGHTENED", looser: "LATENCY_LOOSENED" },
    { at: "/budget/tokens", values: [old.budget?.tokens, now.budget?.tokens], sizes: [old.budget?.tokens ?? Infinity, now.budget?.tokens ?? Infinity], tighter: "BUDGET_LOWERED", looser: "BUDGET_RAISED" },
    { at: "/confidence/min", values: [old.confidence?.min, now.confidence?.min], sizes: [-(old.confidence?.min ?? 0), -(now.confidence?.min ?? 0)], tighter: "CONFIDENCE_RAISED", looser: "CONFIDENCE_LOWERED" },
    { at: "/gate/overdue", values: [old.gate?.overdue, now.gate?.overdue], sizes: [ms(old.gate?.overdue), ms(now.gate?.overdue)], tighter: "GATE_OVERDUE_SHORTENED", looser: "GATE_OVERDUE_EXTENDED" },
  ];
  for (const { at, values, sizes: [before, after], tighter, looser } of amounts) {
    if (before === after) continue;
    const words = `${at.slice(1).replaceAll("/", ".")} went from ${canonicalOf(values[0]) || "none"} to ${canonicalOf(values[1]) || "none"}`;
    report.add(after < before ? tighter : looser, after < before ? "backward" : "forward", at, values, words);
  }
}

function compareGates(old: Contract, now: Contract, report: Report): void {
  const values = [old.gate, now.gate] as const;
  const tell = (rule: CompatibilityRule, breaks: Breaks, words: string): void => report.add(rule, breaks, "/gate", values, words);
  if (old.gate === undefined && now.gate !== undefined) tell("GATE_ADDED", "backward", `${now.gate.kind} must be asked for`);
  else if (old.gate !== undefined && now.gate === undefined) tell("GATE_REMOVED", "forward", `${old.gate.kind} need not be asked for`);
  else if (old.gate?.kind !== now.gate?.kind) tell("GATE_CHANGED", "both", `${now.gate?.kind} must be asked for instead of ${old.gate?.kind}`);
  if (old.gate?.stakes !== now.gate?.stakes) tell("STAKES_CHANGED", "none", `stakes went from ${old.gate?.stakes ?? "none"} to ${now.gate?.stakes ?? "none"}`);
}

/** How many siblings are waited for: any of them, so many, all of them. */
function waitedFor(fanIn: Contract["fan_in"]): number {
  if (fanIn === undefined || fanIn === "any") return fanIn === undefined ? 0 : 1;
  return fanIn === "all" ? Infinity : fanIn.quorum;
}

function compareFanIn(old: Contract, now: Contract, report: Report): void {
  const [before, after] = [waitedFor(old.fan_in), waitedFor(now.fan_in)];
  if (after > before) report.add("FAN_IN_TIGHTENED", "backward", "/fan_in", [old.fan_in, now.fan_in], "more siblings are waited for");
  if (after < before) report.add("FAN_IN_LOOSENED", "forward", "/fan_in", [old.fan_in, now.fan_in], "fewer siblings are waited for");
}
