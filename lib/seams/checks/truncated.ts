import type { Payload } from "@/lib/model/handoff.ts";
import { withoutRuleNames } from "@/lib/model/redaction-mark.ts";
import { leavesOf } from "../payload/leaves.ts";
import { parseJson } from "../payload/parse-json.ts";
import type { Check, Facts, Found } from "./check.ts";

/** A shorter beginning may be a coincidence ("yes" of "yes, but"). */
const PREFIX_LENGTH_MIN = 16;
const FINDINGS_MAX = 20;

/** Cut short on its way. */
export const truncated: Check = {
  class: "truncated",
  severity: "error",
  side: "seam",
  demands: ["S2.78", "S3.18"],
  meaning: "The target saw less than was sent: a token budget, a byte limit or a compaction cut it, and nobody said so to the reader.",
  rule: "A side reports `handoff.truncation.applied`; or the target reports fewer tokens than were sent; or a text that was received is the mere beginning of the one sent. A conversation that the framework compacted is a warning.",
  fix: "Measure tokens before sending and fail when the budget is exceeded, or hand over by reference to an artefact that the target can read whole.",
  lookalike: "A shorter payload that says the same in other words, and a payload from which whole fields are missing (`context_loss`).",
  find: (facts) => [...reportedCut(facts), ...fewerTokens(facts), ...cutTexts(facts), ...compacted(facts)].slice(0, FINDINGS_MAX),
};

/** Whether `text` is the beginning of `whole`, an ellipsis at the cut set aside. */
export function isPrefixOf(text: string, whole: string): boolean {
  const start = withoutRuleNames(text).replace(/(?:…|\.\.\.|\[truncated\])\s*$/, "").trimEnd();
  const all = withoutRuleNames(whole);
  return start.length >= PREFIX_LENGTH_MIN && start.length < all.trimEnd().length && all.startsWith(start);
}

function reportedCut({ evidence }: Facts): Found[] {
  const cut = evidence.claims.truncation;
  if (cut === undefined) return [];
  const parts = [
    cut.droppedTokens === undefined ? "" : `${cut.droppedTokens} tokens`,
    cut.droppedBytes === undefined ? "" : `${cut.droppedBytes} bytes`,
    cut.droppedFields.length === 0 ? "" : `fields ${cut.droppedFields.join(", ")}`,
  ].filter((part) => part !== "");
  const why = cut.reason || "reason not told";
  return [{ message: `shortened in transit (${why})${parts.length === 0 ? "" : `: ${parts.join(", ")} dropped`}`, reason: `shortened in transit: ${why}` }];
}

/** A whole field that is gone takes its tokens along: that is told already. */
function fewerTokens({ evidence, earlier }: Facts): Found[] {
  if (earlier.some((finding) => finding.class === "context_loss")) return [];
  const [sent, received] = [evidence.sent?.tokens, evidence.received?.tokens];
  if (evidence.claims.truncation !== undefined || typeof sent !== "number" || typeof received !== "number" || received >= sent) return [];
  return [{ message: `${sent} tokens sent, ${received} seen`, reason: "fewer tokens seen than sent", evidence: { sent: String(sent), seen: String(received) } }];
}

function cutTexts({ evidence }: Facts): Found[] {
  const { sent, received, claims } = evidence;
  if (claims.truncation !== undefined || !claims.receivedReported || sent === undefined || received === undefined) return [];
  if (isPrefixOf(received.body, sent.body)) return [cutAt("", received.body.length, sent.body.length)];
  const whole = new Map(textLeaves(sent).map((leaf) => [leaf.pointer, leaf.value]));
  return textLeaves(received).flatMap(({ pointer, value }) => {
    const before = whole.get(pointer);
    return before !== undefined && isPrefixOf(value, before) ? [cutAt(pointer, value.length, before.length)] : [];
  });
}

const textLeaves = (payload: Payload): { pointer: string; value: string }[] =>
  leavesOf(parseJson(payload.body)).flatMap(({ pointer, value }) => (typeof value === "string" ? [{ pointer, value }] : []));

const cutAt = (pointer: string, seen: number, sent: number): Found => ({
  pointer,
  message: `${pointer === "" ? "the payload" : pointer} ends after ${seen} of ${sent} characters`,
  reason: `cut off at ${pointer === "" ? "/" : pointer}`,
  evidence: { seenCharacters: String(seen), sentCharacters: String(sent) },
});

const compacted = ({ evidence }: Facts): Found[] =>
  evidence.claims.compacted
    ? [{ message: "the conversation was compacted before the target read it", reason: "conversation compacted", severity: "warning", side: "consumer" }]
    : [];
