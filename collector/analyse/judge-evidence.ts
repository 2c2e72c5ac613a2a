import type { Handoff } from "@/lib/model/handoff.ts";
import { CANDIDATE_BELOW } from "@/lib/model/vocabulary.ts";
import { applyContract } from "@/lib/seams/apply-contract.ts";
import { conclude, startOf } from "@/lib/seams/conclude.ts";
import type { Evidence } from "@/lib/seams/evidence.ts";
import { invariantFactsOf } from "@/lib/seams/invariant-facts.ts";
import type { ContractBook } from "./contract-book.ts";
import { needsOffer, type OfferBook, withOffer } from "./offer-book.ts";
import { outcomeOf } from "./outcome-of.ts";
import type { SchemaValidator } from "./schema-validator.ts";

/** What judging needs beside the evidence; `now` is unix nanoseconds. */
interface JudgeParts {
  project: string;
  validator: SchemaValidator;
  book: ContractBook;
  /** What agents were declared to offer; asked for only where something is required. */
  offers: () => Promise<OfferBook>;
  now: bigint;
}

/** A handoff out of its evidence, held against the contract that was in force when it began. A guess is held against none. */
export async function judgeEvidence({ project, validator, book, offers, now }: JudgeParts, found: Evidence): Promise<Handoff> {
  const evidence = await offered(found, offers);
  const { contract, source, target, versions } = evidence;
  const inForce = evidence.confidence < CANDIDATE_BELOW
    ? undefined
    : book({ contract, source: source.name, target: target.name, claimedVersion: versions.contract, startedAt: startOf(evidence) });
  if (inForce === undefined) return conclude(project, evidence, await outcomeOf(evidence, validator), now);
  const applied = await offered(applyContract(evidence, inForce), offers);
  const schema = await outcomeOf(applied, validator);
  const plain = applied.schema === evidence.schema ? schema : await outcomeOf(evidence, validator);
  const facts = invariantFactsOf(evidence);
  const invariants = await Promise.all((inForce.contract.invariants ?? []).map((invariant) => validator.evaluate(invariant, facts)));
  return conclude(project, applied, schema, now, { inForce, invariants, without: { evidence, schema: plain } });
}

async function offered(evidence: Evidence, offers: JudgeParts["offers"]): Promise<Evidence> {
  return needsOffer(evidence) ? withOffer(evidence, (await offers())(evidence.target.name, startOf(evidence))) : evidence;
}
