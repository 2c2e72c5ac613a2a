import semver from "semver";
import type { Contract } from "@/lib/model/contract.ts";
import type { ContractProblem } from "./problem.ts";
import type { Places } from "./yaml/places.ts";

/** What each field alone cannot tell: expressions, names given twice, terms that contradict each other. */
export function contractSense(contract: Contract, places: Places, checkCel?: (source: string) => string | undefined): { problems: ContractProblem[]; warnings: ContractProblem[] } {
  return {
    problems: [...celProblems(contract, places, checkCel), ...repeatedInvariants(contract, places)],
    warnings: [...versionWarnings(contract, places)],
  };
}

function celProblems({ invariants = [] }: Contract, places: Places, checkCel: (source: string) => string | undefined = () => undefined): ContractProblem[] {
  return invariants.flatMap(({ cel }, index) => {
    const fault = checkCel(cel);
    return fault === undefined ? [] : [places.problemAt(["invariants", index, "cel"], `expected a CEL expression over sent and received: ${fault}`)];
  });
}

function repeatedInvariants({ invariants = [] }: Contract, places: Places): ContractProblem[] {
  return invariants.flatMap(({ name }, index) => {
    const first = invariants.findIndex((other) => other.name === name);
    return first === index ? [] : [places.problemAt(["invariants", index, "name"], `expected a name of its own, found that of invariants[${first}]`)];
  });
}

function versionWarnings({ version, accepts, deprecated }: Contract, places: Places): ContractProblem[] {
  const warnings: ContractProblem[] = [];
  if (accepts !== undefined && !semver.satisfies(version, accepts, { includePrerelease: true })) {
    warnings.push(places.problemAt(["accepts"], `${accepts} leaves out ${version}, the version of this very contract`));
  }
  if (deprecated !== undefined && semver.gt(deprecated.below, version)) {
    warnings.push(places.problemAt(["deprecated", "below"], `everything below ${deprecated.below} is deprecated, and so is this very version, ${version}`));
  }
  return warnings;
}
