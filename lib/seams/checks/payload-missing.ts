import type { Payload } from "@/lib/model/handoff.ts";
import type { Check, Facts, Found } from "./check.ts";

const BLANK = new Set(["", "null", "{}", "[]", '""']);
/** Reason codes by which receivers say that they found nothing, e.g. `no_draft_text_found`. */
const NOTHING_FOUND = /^(?:no_\w+_found|\w+_(?:missing|not_found|absent))$/;
const REPORTED = /^handoff\.(?:sent|received)\.(?:payload|size)$/;

/** Approved or received, and the content is not there. */
export const payloadMissing: Check = {
  class: "payload_missing",
  severity: "error",
  side: "seam",
  demands: ["S0.1", "S0.4", "S0.16", "S0.39"],
  meaning: "The handoff arrived, or was approved, and its content did not: an id without the thing it stands for.",
  rule: "The handoff was received and the receiver reports an empty payload (`handoff.received.payload` empty, `handoff.received.size` 0, or a reason code such as `no_draft_text_found`), or the sender itself reports to have sent an empty one and it was received or approved.",
  fix: "Write the content to a durable place under the handoff's own key before asking for approval, and let the target check that it can read it before it acts. Compare what was sent with where the target looked.",
  lookalike: "A transfer tool without arguments: there the conversation itself is the payload.",
  find: (facts) => (facts.evidence.legs.some((leg) => leg.kind === "received") ? found(facts) : isApproved(facts) && isBlank(facts.evidence.sent) ? missingAtSender(facts) : []),
};

const isBlank = (payload: Payload | undefined): boolean =>
  payload !== undefined && REPORTED.test(payload.from) && BLANK.has(payload.body.trim()) && (payload.sizeBytes === 0 || payload.body !== "");

const isApproved = ({ evidence }: Facts): boolean => evidence.legs.some((leg) => leg.kind === "gate_decided");

/** What was empty when it left was not lost on the way. */
const found = (facts: Facts): Found[] => (isBlank(facts.evidence.sent) ? missingAtSender(facts) : missingAtReceiver(facts));

function missingAtReceiver({ evidence }: Facts): Found[] {
  const code = evidence.claims.notes.find((note) => NOTHING_FOUND.test(note));
  const { sent, received, target } = evidence;
  if (!isBlank(received) && (code === undefined || (received !== undefined && received.sizeBytes !== null && received.sizeBytes > 0))) return [];
  const approved = evidence.legs.some((leg) => leg.kind === "gate_decided");
  return [
    {
      message: `${target.name} found no payload${approved ? ", although it was approved" : ""}${code === undefined ? "" : ` (${code})`}${sent === undefined || sent.sizeBytes === null || sent.sizeBytes === 0 ? "" : `; ${sent.sizeBytes} bytes had been sent`}`,
      reason: code ?? "payload empty at the receiver",
      evidence: { sentBytes: String(sent?.sizeBytes ?? ""), sentHash: sent?.hash ?? "", receivedBytes: String(received?.sizeBytes ?? 0) },
    },
  ];
}

const missingAtSender = ({ evidence }: Facts): Found[] => [
  { message: `${evidence.source.name} handed over an empty payload`, reason: "payload empty at the sender", side: "producer" },
];
