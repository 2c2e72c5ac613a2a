import type { SeamScorecard, ReadinessPoint } from "@/lib/model/scorecard.ts";
import type { SeamSummary, UnseenSeam, VersionPair } from "@/lib/model/seam.ts";

/** Pairs of versions that a row tells one by one. */
const PAIRS_TOLD = 6;

/** A seam as the home page shows it: as little as a row and a line of the graph need, since thousands go to the browser. */
export interface HomeSeam extends Omit<SeamSummary, "sparkline" | "versions"> {
  /** Handoffs and failed of each slice of the window, one after the other. */
  slices: number[];
  /** The busiest pairs of versions, how many there are, and how many of them fail. */
  versions: VersionPair[];
  pairs: number;
  pairsFailing: number;
  /** Contract in force with its version; empty when there is none. */
  governedBy: string;
  /** Team that answers for it; empty when nobody does. */
  owner: string;
  /** Where that is said, and how the team is reached. */
  ownerNote: string;
  /** What is left of the error budget, 1 whole, negative overspent; null without an objective or without traffic. */
  budget: number | null;
  budgetNote: string;
  /** Alerts that fire on it now. */
  firing: number;
  /** A contract names it, and nothing was ever handed over. */
  unseen: boolean;
  readiness: number;
  unmet: ReadinessPoint[];
}

/** Before the name of the contract in the id of a seam that was never seen, which has no page of its own. */
const UNSEEN_ID = "unseen:";

/** The contract that alone tells of a seam; undefined where traffic does. */
export const contractOfUnseen = (seamId: string): string | undefined => (seamId.startsWith(UNSEEN_ID) ? seamId.slice(UNSEEN_ID.length) : undefined);

const NO_TRAFFIC = { handoffs: 0, failed: 0, silent: 0, lost: 0, failureRate: null, failureRateLow: null, failureRateHigh: null, p50Ms: null, p95Ms: null, versions: [], sparkline: [], firstSeenAt: "", lastSeenAt: "" };

/** Seams that were never seen as seams without traffic; their agents are of the kinds that they are on the seams beside them. */
export function withoutTraffic(unseen: readonly UnseenSeam[], seen: readonly SeamSummary[]): SeamSummary[] {
  const types = new Map(seen.flatMap((seam) => [[seam.source, seam.sourceType] as const, [seam.target, seam.targetType] as const]));
  return unseen.map(({ contract, source, target }) => ({ id: `${UNSEEN_ID}${contract}`, source, target, contract, sourceType: types.get(source) ?? "agent", targetType: types.get(target) ?? "agent", inferred: false, ...NO_TRAFFIC }));
}

/** Seams with their scorecards and how many alerts fire on each, as the home page shows them. */
export function toHomeSeams(seams: readonly SeamSummary[], scorecards: ReadonlyMap<string, SeamScorecard>, firing: ReadonlyMap<string, number>): HomeSeam[] {
  return seams.map(({ sparkline, versions, ...seam }) => {
    const known = versions.filter((pair) => pair.source !== "" || pair.target !== "" || pair.contract !== "");
    return {
      ...seam,
      firing: firing.get(seam.id) ?? 0,
      unseen: contractOfUnseen(seam.id) !== undefined,
      slices: sparkline.flatMap((slice) => [slice.handoffs, slice.failed]),
      versions: known.slice(0, PAIRS_TOLD),
      pairs: known.length,
      pairsFailing: known.filter((pair) => pair.failed > 0).length,
      ...ofScorecard(scorecards.get(seam.id)),
    };
  });
}

function ofScorecard(card: SeamScorecard | undefined): Pick<HomeSeam, "governedBy" | "owner" | "ownerNote" | "budget" | "budgetNote" | "readiness" | "unmet"> {
  const { owner = null, budget = null, contract = null } = card ?? {};
  return {
    governedBy: contract === null ? "" : `${contract.name} ${contract.version}`,
    owner: owner?.team ?? "",
    ownerNote: owner === null ? "" : [owner.contact, `by ${owner.saidBy}`].filter((part) => part !== "").join(", "),
    budget: budget?.remaining ?? null,
    budgetNote: budget === null ? "" : `${budget.failed} of ${budget.handoffs} failed in ${budget.window}; ${budget.objective}% must not`,
    readiness: card?.readiness.score ?? 0,
    unmet: card?.readiness.points.flatMap(({ point, met }) => (met ? [] : [point])) ?? [],
  };
}
