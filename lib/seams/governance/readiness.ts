import type { AgentOwner } from "@/lib/model/agent.ts";
import type { Contract, Stakes } from "@/lib/model/contract.ts";
import { READINESS_POINTS, type Readiness, type ReadinessPoint } from "@/lib/model/scorecard.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";

/** What a list of seams tells of the traffic of one. */
export type SeamTraffic = Pick<SeamSummary, "source" | "target" | "handoffs" | "inferred" | "p50Ms" | "versions">;

/** What a seam's readiness is judged by. */
export interface ReadinessFacts {
  /** Of the window that is asked about. */
  traffic: SeamTraffic;
  /** In force now. */
  contract: Contract | undefined;
  owner: AgentOwner | null;
  /** The semver range of the contract that the receiver declares apart from the contract itself, empty when it declares none. */
  declaredRange: string;
}

/** Of the handoffs in the window, how many must tell a version before the seam counts as versioned or instrumented. */
const TOLD_SHARE_MIN = 0.95;

type Answer = { met: boolean; why: string };
const met = (why: string): Answer => ({ met: true, why });
const unmet = (why: string): Answer => ({ met: false, why });

/**
 * The five questions of an audit of handoffs, asked of one seam: is there a documented contract that specifies what passes, is it
 * versioned, is ownership assigned, is it instrumented, is there a defined failure path? docs/audit.md has the rules in words.
 */
export function assessReadiness(facts: ReadinessFacts): Readiness {
  const points = READINESS_POINTS.map((point) => ({ point, ...QUESTIONS[point](facts) }));
  return { score: points.filter((answer) => answer.met).length, points };
}

/** What the contract says of the effect behind the seam; null when it says nothing. */
export function stakesOf(contract: Contract | undefined): Stakes | null {
  const said = [contract?.stakes, contract?.gate?.stakes];
  return said.includes("irreversible") ? "irreversible" : (contract?.stakes ?? contract?.gate?.stakes ?? null);
}

const QUESTIONS: Readonly<Record<ReadinessPoint, (facts: ReadinessFacts) => Answer>> = {
  documented: ({ contract, traffic }) => {
    if (contract === undefined) return unmet(`No contract says what ${traffic.target} needs from ${traffic.source}.`);
    const { payload, required = [] } = contract;
    const says = [...(payload === undefined || Object.keys(payload).length === 0 ? [] : ["a payload schema"]), ...required];
    return says.length === 0 ? unmet(`${titleOf(contract)} is in force and does not say what passes: it has neither a payload schema nor required parts.`) : met(`${titleOf(contract)} is in force and asks for ${listed(says)}.`);
  },
  versioned: ({ contract, traffic, declaredRange }) => {
    if (contract === undefined) return unmet("There is no contract that could have a version.");
    const { told, n } = countTold(traffic, (pair) => pair.contract !== "");
    const range = contract.accepts ?? declaredRange;
    const sender = n === 0 ? "no handoff shows which version the sender claims" : `${told} of ${n} handoffs claim a version of the contract`;
    const receiver = range === "" ? `${traffic.target} declares no range that it accepts` : `${traffic.target} accepts ${range}`;
    return (isTold(told, n) && range !== "" ? met : unmet)(`${capital(sender)}, and ${receiver}.`);
  },
  owned: ({ owner, contract }) => {
    if (owner === null) return unmet(contract === undefined ? "No team is named for the seam or for its receiver." : `${titleOf(contract)} names no team, and neither does its receiver's declaration.`);
    return met(`${owner.team} answers for it${owner.contact === "" ? ", and no contact is given" : ` (${owner.contact})`}, as the ${owner.saidBy} says.`);
  },
  instrumented: ({ traffic }) => {
    const { told, n } = countTold(traffic, (pair) => pair.source !== "" && pair.target !== "");
    if (traffic.handoffs === 0) return unmet("There is no handoff in the window, so nothing shows that either side reports.");
    const missing = [
      ...(traffic.inferred ? ["its handoffs are inferred from traces and reported by neither side"] : []),
      ...(traffic.p50Ms === null ? ["no handoff tells both when it was sent and when it was received"] : []),
      ...(isTold(told, n) ? [] : [`${told} of ${n} handoffs tell the versions of both agents`]),
    ];
    return missing.length === 0 ? met(`Both sides report: when it was sent and received is known, and ${told} of ${n} handoffs tell the versions of both agents.`) : unmet(`${capital(missing.join("; "))}.`);
  },
  failure_path: ({ contract }) => {
    if (contract === undefined) return unmet("No contract says what happens to a handoff that fails.");
    const paths = pathsOf(contract);
    const isUngated = stakesOf(contract) === "irreversible" && contract.gate === undefined;
    if (paths.length === 0) return unmet(`${titleOf(contract)} names neither a fallback nor a runbook: what fails has nowhere to go.`);
    return isUngated ? unmet(`What the target does cannot be taken back and no gate stands before it, though there is ${listed(paths)}.`) : met(`What fails has ${listed(paths)}.`);
  },
};

function pathsOf({ fallback, runbook, deadline, gate }: Contract): string[] {
  const ways = [
    ...(fallback?.agent === undefined ? [] : [`${fallback.agent} to fall back on`]),
    ...(fallback?.owner === undefined ? [] : [`${fallback.owner} to take over`]),
    ...(runbook === undefined ? [] : ["a runbook"]),
  ];
  return ways.length === 0 ? [] : [...ways, ...(deadline === undefined ? [] : [`a deadline of ${deadline}`]), ...(gate === undefined ? [] : ["a gate"])];
}

function countTold(traffic: SeamTraffic, tells: (pair: SeamTraffic["versions"][number]) => boolean): { told: number; n: number } {
  const count = (pairs: SeamTraffic["versions"]): number => pairs.reduce((sum, pair) => sum + pair.handoffs, 0);
  return { told: count(traffic.versions.filter(tells)), n: count(traffic.versions) };
}

const isTold = (told: number, n: number): boolean => n > 0 && told / n >= TOLD_SHARE_MIN;
const titleOf = ({ contract, version }: Contract): string => `Contract ${contract} ${version}`;
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const listed = (parts: readonly string[]): string => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`);
