import semver from "semver";
import type { AgentDeclaration } from "@/lib/model/agent.ts";
import type { Contract } from "@/lib/model/contract.ts";

/** Which versions of a contract a receiver says it takes; `takes` is undefined for what is no semantic version. */
export interface AcceptedRange {
  range: string;
  saidBy: string;
  takes: (version: string) => boolean | undefined;
}

interface Declared {
  /** Of the contract. */
  name: string;
  contract: Contract | undefined;
  receiver: AgentDeclaration | undefined;
}

/** Which versions of the contract the receiver says it takes: in its own declaration, else in the contract; undefined when neither says. */
export function acceptedRange({ name, contract, receiver }: Declared): AcceptedRange | undefined {
  const own = receiver?.accepts?.[name];
  const range = own ?? contract?.accepts;
  if (range === undefined || semver.validRange(range) === null) return undefined;
  return { range, saidBy: own === undefined ? "the contract" : "the receiver's declaration", takes: (version) => (semver.valid(version) === null ? undefined : semver.satisfies(version, range, { includePrerelease: true })) };
}
