import type { Handoff, Leg } from "@/lib/model/handoff.ts";
import type { LegKind, Severity } from "@/lib/model/vocabulary.ts";
import { formatDuration } from "./duration.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import { formatInstantShort, millisOf } from "./instant.ts";
import { LEG_WORDS } from "./verdict-words.ts";

type Told = Pick<
  Handoff,
  "source" | "target" | "contract" | "direction" | "verdict" | "failed" | "silent" | "latency" | "deadlineAt" | "legs" | "findings" | "versions"
>;

/** Who handed what to whom and what became of it, in one sentence. */
export function verdictSentence(handoff: Told): string {
  return `${opening(handoff)}${outcome(handoff)}.`;
}

function opening({ source, target, contract, direction, verdict }: Told): string {
  const what = contract === "" ? "work" : contract;
  if (verdict === "orphan") return `${target.name} received ${what} from ${source.name}`;
  if (direction === "return") return `${source.name} returned ${contract === "" ? "its result" : contract} to ${target.name}`;
  return `${source.name} handed ${what} to ${target.name}`;
}

function outcome(handoff: Told): string {
  const { source, target, verdict, deadlineAt } = handoff;
  switch (verdict) {
    case "delivered":
      return handoff.failed ? failure(handoff) : arrival(handoff);
    case "pending":
      return `, which has not received it yet${deadlineAt === "" ? "" : `; it is due by ${formatInstantShort(deadlineAt)} UTC`}`;
    case "held":
      return held(handoff);
    case "rejected":
      return `, which rejected it${because(claimOf(handoff, "rejected") ?? handoff.findings[0]?.message)}`;
    case "lost":
      return `, which never received it${lastProof(handoff.legs)}`;
    case "orphan":
      return `, but ${source.name} never reported sending it`;
    case "recovered":
      return `; it failed at first and was recovered by ${recovery(handoff)}`;
    case "dead_lettered":
      return `; it was given up and set aside as a dead letter${because(claimOf(handoff, "dead_lettered"))}`;
    default:
      throw new Error(`Cannot tell the verdict of a handoff to ${target.name}: ${String(verdict satisfies never)} is not one`);
  }
}

function arrival({ latency, legs, findings }: Told): string {
  const took = latency.totalMs === null ? "" : ` after ${formatDuration(latency.totalMs)}`;
  const done = legs.some((leg) => leg.kind === "completed") && latency.workMs !== null;
  const work = done ? ` and completed the work in ${formatDuration(latency.workMs)}` : "";
  return `, which received it${took}${work}${named(findings, "warning", ", with a warning")}${named(findings, "info", "; noted")}`;
}

const named = (findings: Told["findings"], severity: Severity, words: string): string => {
  const found = labels(findings.filter((finding) => finding.severity === severity));
  return found.length === 0 ? "" : `${words}: ${found.join(", ")}`;
};

function failure({ latency, findings, versions, silent }: Told): string {
  const took = latency.totalMs === null ? "" : ` after ${formatDuration(latency.totalMs)},`;
  const errors = findings.filter((finding) => finding.severity === "error");
  const first = errors[0];
  const clause = first === undefined ? "and failed" : FINDING_WORDS[first.class].clause;
  const version = first?.class === "version_mismatch" && versions.contract !== "" ? ` (${versions.contract})` : "";
  const more = labels(errors.slice(1)).filter((label) => first === undefined || label !== FINDING_WORDS[first.class].label.toLowerCase());
  const also = more.length === 0 ? "" : `, and with ${more.join(" and ")}`;
  return `, which received it${took} ${clause}${version}${also}; ${silent ? "nothing stopped it" : "it was caught at the boundary"}`;
}

function held({ legs, findings }: Told): string {
  const late = findings.some((finding) => finding.class === "gate_overdue") ? ", beyond its time" : "";
  const gate = legs.findLast((leg) => leg.kind === "gate_requested");
  if (gate === undefined) return `; it is held at a gate${late}`;
  return `; it has been waiting for ${gate.agent === "" ? "a decision" : gate.agent} since ${formatInstantShort(gate.at)} UTC${late}`;
}

function recovery({ legs, target }: Told): string {
  const fallback = legs.find((leg) => leg.kind === "fell_back");
  if (fallback !== undefined) return fallback.agent === "" || fallback.agent === target.name ? "a fallback" : `falling back to ${fallback.agent}`;
  const retries = legs.filter((leg) => leg.kind === "retried").length;
  return retries > 1 ? `${retries} retries` : "a retry";
}

function lastProof(legs: readonly Leg[]): string {
  const last = legs.toSorted((a, b) => millisOf(a.at) - millisOf(b.at)).at(-1);
  if (last === undefined) return "";
  const by = last.agent === "" ? "" : ` by ${last.agent}`;
  return `; the last proof of life is “${LEG_WORDS[last.kind].toLowerCase()}”${by} at ${formatInstantShort(last.at)} UTC`;
}

function claimOf({ legs }: Told, kind: LegKind): string | undefined {
  return legs.findLast((leg) => leg.kind === kind && leg.claim !== "")?.claim;
}

function because(reason: string | undefined): string {
  return reason === undefined || reason === "" ? "" : `: ${reason.replace(/[.\s]+$/, "")}`;
}

function labels(findings: Told["findings"]): string[] {
  return [...new Set(findings.map((finding) => FINDING_WORDS[finding.class].label.toLowerCase()))];
}
