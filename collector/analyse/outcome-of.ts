import type { SchemaOutcome } from "@/lib/seams/checks/check.ts";
import type { Evidence } from "@/lib/seams/evidence.ts";
import type { SchemaValidator } from "./schema-validator.ts";

/** Holds a handoff's payload against the JSON Schema that the trace declares for it: what the receiver reports, else what was sent. */
export async function outcomeOf(evidence: Evidence, validator: SchemaValidator): Promise<SchemaOutcome> {
  const payload = evidence.claims.receivedReported ? (evidence.received ?? evidence.sent) : evidence.sent;
  if (evidence.schema === undefined || payload === undefined || payload.body === "") return { kind: "none" };
  return validator.validate(evidence.schema.json, payload.body);
}
