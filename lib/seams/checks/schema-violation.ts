import type { Check, Facts, Found } from "./check.ts";

/** "JSON pointer: message", as `handoff.validation.errors` has it. */
const REPORTED_ERROR = /^(\/[^:\s]*|):\s*(.+)$/s;

/** The payload breaks its JSON Schema. */
export const schemaViolation: Check = {
  class: "schema_violation",
  severity: "error",
  side: "producer",
  demands: ["S2.53", "S2.58", "S2.78", "S3.2"],
  meaning: "A field is missing, of the wrong type, or breaks a constraint of the JSON Schema that the receiver or the contract declares.",
  rule: "The payload fails the JSON Schema declared beside it, else the one of the contract that governs the handoff; or that of the receiving tool in the same trace; or a side reports `handoff.validation.result` = `fail` with its errors.",
  fix: "The pointer names the field. Fix the producer, or release a new contract version that both sides accept. Never let the receiver guess a default.",
  lookalike: "A field that the schema does not name, where the schema allows others.",
  find: (facts) => {
    const found = [...brokenKeywords(facts), ...reportedErrors(facts)];
    return [...new Map(found.map((one) => [one.pointer, one])).values()];
  },
};

const brokenKeywords = ({ schema, evidence }: Facts): Found[] =>
  schema.kind === "invalid"
    ? schema.errors.map((error) => ({
        pointer: error.pointer,
        message: `${error.pointer === "" ? "the payload" : error.pointer} ${error.message}`,
        reason: `${error.keyword} at ${error.pointer === "" ? "/" : error.pointer}`,
        evidence: { keyword: error.keyword, schema: evidence.schema?.origin ?? "" },
      }))
    : [];

function reportedErrors({ evidence }: Facts): Found[] {
  const failed = evidence.claims.validations.filter((validation) => validation.result === "fail");
  return failed.flatMap((validation) => {
    const errors = validation.errors.length === 0 ? ["validation failed, and no errors were reported"] : validation.errors;
    return errors.map((text) => fromReport(text, validation.stage));
  });
}

function fromReport(text: string, stage: string): Found {
  const [, pointer = "", message = text] = REPORTED_ERROR.exec(text) ?? [];
  return { pointer, message: pointer === "" ? message : `${pointer} ${message}`, reason: `${message} at ${pointer === "" ? "/" : pointer}`, evidence: { stage } };
}
