import { openContractBook } from "@/collector/analyse/contract-book.ts";
import { judgeEvidence } from "@/collector/analyse/judge-evidence.ts";
import type { SchemaValidator } from "@/collector/analyse/schema-validator.ts";
import { decodeTraces } from "@/collector/decode/decode.ts";
import { toTraceRequest } from "@/lib/envelope/to-spans.ts";
import type { Contract, StoredContract } from "@/lib/model/contract.ts";
import type { Finding } from "@/lib/model/handoff.ts";
import type { FindingClass } from "@/lib/model/vocabulary.ts";
import type { Evidence } from "@/lib/seams/evidence.ts";
import { invariantFactsOf } from "@/lib/seams/invariant-facts.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";

/** A recorded payload as text: what was sent, and what the receiver had of it where that was recorded, too. */
export interface Example {
  name: string;
  sent: string;
  received?: string | undefined;
}

/** What an example breaks, and what could not be told or is only worth knowing; one line each. */
export interface ExampleResult {
  name: string;
  broken: string[];
  notes: string[];
}

/** What a payload alone, or one beside what arrived of it, can break. Everything else is about when and by whom it was handed over. */
const OF_PAYLOADS: readonly FindingClass[] = [
  "payload_missing", "format_violation", "schema_violation", "invariant_violation", "intent_drift", "constraint_dropped", "rationale_missing", "context_loss", "value_drift", "truncated",
];
const DEADLINE_MS = 60_000;
const NAMELESS = { source: "the producer", target: "the receiver" };

/**
 * Holds an example against a contract: it is told as an envelope and judged like every handoff, by the same checks, so that what passes here
 * passes there. The contract's mode makes no difference. `atMs` is when it is taken to have happened, unix milliseconds.
 */
export async function verifyExample(contract: Contract, example: Example, { validator, atMs }: { validator: SchemaValidator; atMs: number }): Promise<ExampleResult> {
  const evidence = evidenceOf(contract, example, atMs);
  const now = BigInt(atMs) * 1_000_000n;
  const handoff = await judgeEvidence({ project: "verify", validator, book: openContractBook([asIfEnforced(contract)]), offers: async () => () => [], now }, evidence);
  const facts = invariantFactsOf(evidence);
  const outcomes = await Promise.all((contract.invariants ?? []).map((invariant) => validator.evaluate(invariant, facts)));
  const untold = outcomes.filter(({ kind }) => kind === "unknown").map(({ name, why }) => `the invariant "${name}" could not be told: ${why}`);
  const unusable = handoff.incomplete.filter((part) => part.startsWith("schema: ")).map((part) => `could not be checked: ${part}`);
  return {
    name: example.name,
    broken: [...(example.sent.trim() === "" ? ["payload_missing: there is nothing in it"] : []), ...unusable, ...handoff.findings.filter((finding) => OF_PAYLOADS.includes(finding.class)).map(lineOf)],
    notes: [...handoff.findings.filter((finding) => finding.class === "undeclared_field").map(lineOf), ...untold],
  };
}

/** The one contract there is, from the beginning of time, so that nothing is weighed down by its mode. */
function asIfEnforced(contract: Contract): StoredContract {
  const at = "1970-01-01T00:00:00Z";
  return { contract: { ...contract, mode: "enforce" }, source: "", hash: "", pushedAt: at, appliesFrom: at };
}

function evidenceOf(contract: Contract, { sent, received }: Example, atMs: number): Evidence {
  const { source, target } = contract.seam ?? NAMELESS;
  const told = { id: "example", source, target, contract: contract.contract, contract_version: contract.version, at: atMs };
  const envelopes = [{ ...told, payload: sent }, ...(received === undefined ? [] : [{ ...told, state: "received", payload: received }])];
  const decoded = decodeTraces(new TextEncoder().encode(JSON.stringify(toTraceRequest(envelopes, atMs).request)), "json");
  const spans = decoded.kind === "spans" ? decoded.spans : [];
  const [evidence] = spans.slice(0, 1).flatMap(({ traceId }) => searchTraces(spans, DEADLINE_MS).handoffsIn(traceId));
  if (evidence === undefined) throw new Error("an envelope was told and no handoff came of it");
  return evidence;
}

const lineOf = ({ class: name, pointer, message }: Finding): string => `${name}${pointer === "" || message.includes(pointer) ? "" : ` at ${pointer}`}: ${message}`;
