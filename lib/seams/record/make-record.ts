import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import { type ComplianceRecord, RECORD_FORMAT } from "@/lib/model/compliance-record.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { GovernedBy, Handoff } from "@/lib/model/handoff.ts";
import type { Workflow, WorkflowJoin } from "@/lib/model/workflow.ts";
import { recordHandoff } from "./record-handoff.ts";

/** What a record is made from: a workflow, its handoffs with their payloads, and every contract that was pushed. */
export interface RecordSources {
  workflow: Workflow;
  handoffs: readonly Handoff[];
  contracts: readonly StoredContract[];
}

/** The compliance record of a workflow. The same evidence gives the same record, in whatever order it was read. */
export function makeRecord({ workflow, handoffs, contracts }: RecordSources): ComplianceRecord {
  const recorded = handoffs.toSorted(byStart).map((handoff, index) => recordHandoff(handoff, index + 1));
  const gaps = gapsIn(workflow, handoffs.length);
  const record: Omit<ComplianceRecord, "digest"> = {
    format: RECORD_FORMAT,
    workflow: {
      key: workflow.key, kind: workflow.kind, tasks: workflow.tasks.toSorted(), startedAt: workflow.startedAt, endedAt: workflow.endedAt,
      agents: workflow.agents.toSorted(), services: workflow.services.toSorted(),
    },
    complete: gaps.length === 0,
    counts: { handoffs: workflow.handoffsInAll, failed: workflow.failed, byVerdict: Object.fromEntries(Object.entries(workflow.byVerdict).map(([verdict, count]) => [verdict, count ?? 0])) },
    contracts: contractsOf(handoffs, contracts),
    handoffs: recorded,
    traces: workflow.traces.map(({ traceId, startedAt, shared }) => ({ traceId, startedAt, shared })).toSorted((a, b) => byText(a.startedAt + a.traceId, b.startedAt + b.traceId)),
    joins: inOrder(workflow.joins),
    notJoined: inOrder(workflow.ambiguous),
    missing: [...gaps, ...recorded.filter((one) => one.missing.length > 0).map((one) => `handoff ${one.position} (${one.source.name} to ${one.target.name}): ${one.missing.join(", ")}`)],
  };
  return { ...record, digest: { algorithm: "sha256 over RFC 8785 canonical JSON of this record without `digest`", value: bytesToHex(sha256(utf8ToBytes(canonicalText(record)))) } };
}

/** A record as the bytes that are exported: RFC 8785 canonical JSON, so that equal records are equal files. */
export function canonicalText(record: ComplianceRecord | Omit<ComplianceRecord, "digest">): string {
  const text = canonicalize(record);
  if (text === undefined) throw new Error("a record has no canonical form");
  return text;
}

function gapsIn({ handoffsInAll, traces, tracesInAll, joins, joinsInAll, ambiguous, ambiguousInAll }: Workflow, recorded: number): string[] {
  return [...gap("handoffs", recorded, handoffsInAll), ...gap("traces", traces.length, tracesInAll), ...gap("joins", joins.length, joinsInAll), ...gap("joins that were not made", ambiguous.length, ambiguousInAll)];
}

const gap = (what: string, held: number, inAll: number): string[] => (held < inAll ? [`${inAll - held} of ${inAll} ${what} of this workflow are not in this record`] : []);

function contractsOf(handoffs: readonly Handoff[], stored: readonly StoredContract[]): ComplianceRecord["contracts"] {
  const governing = new Map(handoffs.flatMap(({ governedBy }) => (governedBy === null ? [] : [[JSON.stringify([governedBy.name, governedBy.version, governedBy.mode]), governedBy] as const])));
  return [...governing].toSorted(([a], [b]) => byText(a, b)).map(([, governedBy]) => describe(governedBy, stored));
}

function describe({ name, version, mode }: GovernedBy, stored: readonly StoredContract[]): ComplianceRecord["contracts"][number] {
  const pushes = stored.filter(({ contract }) => contract.contract === name && contract.version === version);
  const first = pushes.toSorted((a, b) => byText(a.pushedAt, b.pushedAt))[0];
  return { name, version, mode, hash: first?.hash ?? "", team: first?.contract.owner?.team ?? "", pushedAt: first?.pushedAt ?? "" };
}

const inOrder = <Join extends WorkflowJoin>(joins: readonly Join[]): Join[] =>
  joins.map((join) => ({ ...join, traces: join.traces.toSorted((a, b) => byText(a.traceId, b.traceId)) })).toSorted((a, b) => byText(JSON.stringify([a.kind, a.key]), JSON.stringify([b.kind, b.key])));

const byStart = (a: Handoff, b: Handoff): number => byText(a.startedAt, b.startedAt) || byText(a.id, b.id) || byText(a.seamId, b.seamId);
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
