import { groupBy } from "@/lib/model/group-by.ts";
import { instantOf } from "@/lib/model/instant.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { Evidence } from "@/lib/seams/evidence.ts";

/** One declaration of what an agent can do. */
export interface DeclaredOffer {
  agent: string;
  /** RFC 3339. */
  declaredAt: string;
  capabilities: string[];
}

/** What an agent was declared to be able to do at a moment (RFC 3339); empty where nobody had declared anything. */
export type OfferBook = (agent: string, at: string) => readonly string[];

/** The declarations, laid out by agent; the one that stood at the moment counts, so that judging again changes nothing. */
export function openOfferBook(declared: readonly DeclaredOffer[]): OfferBook {
  const byAgent = groupBy(declared, ({ agent }) => normaliseName(agent));
  return (agent, at) => {
    const until = (byAgent.get(normaliseName(agent)) ?? []).filter(({ declaredAt }) => instantOf(declaredAt) <= instantOf(at));
    const last = until.reduce<DeclaredOffer | undefined>((newest, one) => (newest === undefined || instantOf(one.declaredAt) >= instantOf(newest.declaredAt) ? one : newest), undefined);
    return last?.capabilities ?? [];
  };
}

/** Whether what the target offers is asked for and nobody has said it. */
export const needsOffer = ({ terms }: Evidence): boolean => terms !== undefined && terms.capability.required.length > 0 && terms.capability.offered.length === 0;

/** The evidence with what its target was declared to offer, where the agents did not say it themselves. */
export function withOffer(evidence: Evidence, offered: readonly string[]): Evidence {
  const { terms } = evidence;
  return terms === undefined || offered.length === 0 || !needsOffer(evidence) ? evidence : { ...evidence, terms: { ...terms, capability: { ...terms.capability, offered: [...offered] } } };
}
