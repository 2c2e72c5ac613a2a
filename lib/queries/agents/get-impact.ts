import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import type { AgentOwner, Impact, StoredDeclaration } from "@/lib/model/agent.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { holdsPointer } from "@/lib/agents/holds-pointer.ts";
import { reachDownstream } from "@/lib/agents/reach-downstream.ts";
import { readContracts } from "../contracts/read-contracts.ts";
import { listSeams } from "../seams/list-seams.ts";
import type { TimeWindow } from "../time-window.ts";
import { ownerOfSeam } from "./find-owner.ts";
import { countAffectedWorkflows, readAffectedSeams, readSentPayloads } from "./read-affected-seams.ts";
import { readDeclarations } from "./read-declarations.ts";

const PAYLOADS_EACH = 200;

/** What is to be changed: an agent, a contract, or one field of a contract's payload by JSON pointer. */
export interface ImpactQuestion extends TimeWindow {
  project: string;
  subject: Impact["subject"];
  now: Date;
}

/** Who would feel a change, by the traffic of the window: seams with their volume, workflows, teams, and agents further down. */
export async function getImpact(db: Database, { project, subject, from, to, now }: ImpactQuestion): Promise<Impact> {
  const [seams, contracts, declarations] = await Promise.all([
    listSeams(db, { project, from, to }),
    readContracts(db, { project }),
    readDeclarations(db, { project, agent: "" }),
  ]);
  const affected = seams.filter((seam) => isAffected(seam, subject, contracts, now));
  const asked = { project, from, to, seamIds: affected.map((seam) => seam.id) };
  const [volumes, [counted], payloads] = await Promise.all([
    readAffectedSeams(db, asked),
    countAffectedWorkflows(db, asked),
    subject.kind === "field" ? readSentPayloads(db, { ...asked, each: PAYLOADS_EACH }) : [],
  ]);
  const bodies = groupBy(payloads, (payload) => payload.seamId);
  const rows = volumes.map((volume) => {
    const sample = (bodies.get(volume.id) ?? []).map(({ body }) => body);
    const carrying = { sampled: sample.length, carrying: sample.filter((body) => holdsPointer(body, subject.pointer)).length };
    return { ...volume, owner: ownerOf(volume, declarations, contracts, now), carrying: subject.kind === "field" ? carrying : null };
  });
  const named = affected.flatMap((seam) => [seam.source, seam.target]).filter((agent) => normaliseName(agent) === normaliseName(subject.name));
  const touched = subject.kind === "agent" ? named : affected.map((seam) => seam.target);
  return {
    subject,
    seams: rows,
    handoffs: rows.reduce((sum, row) => sum + row.handoffs, 0),
    workflows: counted?.workflows ?? 0,
    teams: [...new Set(rows.flatMap((row) => row.owner?.team ?? []))].toSorted(),
    unowned: rows.filter((row) => row.owner === null).length,
    downstream: reachDownstream(seams, touched),
  };
}

function isAffected(seam: SeamSummary, { kind, name }: Impact["subject"], contracts: readonly StoredContract[], now: Date): boolean {
  if (kind === "agent") return [seam.source, seam.target].some((agent) => normaliseName(agent) === normaliseName(name));
  return seam.contract === name || governing(seam, contracts, now)?.contract.contract === name;
}

const governing = ({ contract, source, target }: Pick<SeamSummary, "contract" | "source" | "target">, contracts: readonly StoredContract[], now: Date): StoredContract | undefined =>
  contractInForce(contracts, { contract, source, target, claimedVersion: "", startedAt: now.toISOString() });

function ownerOf(seam: Pick<SeamSummary, "contract" | "source" | "target">, declarations: readonly StoredDeclaration[], contracts: readonly StoredContract[], now: Date): AgentOwner | null {
  const declared = declarations.find(({ declaration }) => normaliseName(declaration.name) === normaliseName(seam.target));
  return ownerOfSeam(seam.target, governing(seam, contracts, now)?.contract, declared, contracts);
}
