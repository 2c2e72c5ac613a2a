import type { Payload } from "@/lib/model/handoff.ts";
import { isStructured, parseJson, parseJsonObject } from "../payload/parse-json.ts";
import type { Check, Facts, Found } from "./check.ts";
import { isPrefixOf } from "./truncated.ts";

const SAMPLE_LENGTH = 120;

/** Prose where JSON was expected. */
export const formatViolation: Check = {
  class: "format_violation",
  severity: "error",
  side: "producer",
  demands: ["S1.5"],
  meaning: "The receiver expects JSON and got prose, or text that no parser takes.",
  rule: "A JSON Schema that does not allow a string is known for the payload and the payload is not JSON; or the source sent JSON and the receiver reports text that is none.",
  fix: "Ask the model for structured output instead of describing the format in the prompt, and validate on the receiving side before processing.",
  lookalike: "Plain text on a seam where nobody ever declared or sent JSON; JSON that was cut off is `truncated`.",
  find: (facts) => [...proseForSchema(facts), ...proseForJson(facts)].slice(0, 1),
};

const isProse = (payload: Payload): boolean => payload.body.trim() !== "" && parseJson(payload.body) === undefined;

function proseForSchema({ evidence }: Facts): Found[] {
  const payload = evidence.claims.receivedReported ? (evidence.received ?? evidence.sent) : evidence.sent;
  if (evidence.schema === undefined || payload === undefined || !isProse(payload) || isCut(evidence.sent, payload) || allowsText(evidence.schema.json)) return [];
  return [found(payload, `${evidence.source.name} sent text where JSON is expected`, "text where a schema expects JSON")];
}

function allowsText(schema: string): boolean {
  const type = parseJsonObject(schema)?.["type"];
  return type === "string" || (Array.isArray(type) && type.includes("string"));
}

function proseForJson({ evidence }: Facts): Found[] {
  const { sent, received } = evidence;
  if (sent === undefined || received === undefined || !evidence.claims.receivedReported) return [];
  if (!isStructured(parseJson(sent.body)) || !isProse(received) || isCut(sent, received)) return [];
  return [{ ...found(received, `JSON was sent and text arrived at ${evidence.target.name}`, "JSON sent, text received"), side: "seam" }];
}

const isCut = (sent: Payload | undefined, received: Payload): boolean => sent !== undefined && sent !== received && isPrefixOf(received.body, sent.body);

const found = (payload: Payload, message: string, reason: string): Found => ({ message, reason, evidence: { sample: payload.body.slice(0, SAMPLE_LENGTH) } });
