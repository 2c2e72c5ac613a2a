import type { Shortfall } from "../coordination/coordination.ts";
import type { Facts } from "./check.ts";

/** How many results are enough, and by which rule. */
export interface Enough {
  needed: number;
  rule: "all" | "any" | "quorum";
}

/** What the agents say is enough, else the contract's `fan_in`, else all; undefined when the run had that many. */
export function enoughFor({ got, expected, barrier }: Shortfall, contract: Facts["contract"]): Enough | undefined {
  const enough = barrier === undefined ? byContract(contract, expected) : { needed: barrier.needed, rule: barrier.kind };
  return got >= enough.needed ? undefined : enough;
}

function byContract(contract: Facts["contract"], expected: number): Enough {
  const fanIn = contract?.contract.fan_in ?? "all";
  if (fanIn === "all") return { needed: expected, rule: fanIn };
  return fanIn === "any" ? { needed: 1, rule: fanIn } : { needed: Math.min(fanIn.quorum, expected), rule: "quorum" };
}
