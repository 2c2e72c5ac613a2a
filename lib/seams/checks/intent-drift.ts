import { hasMark } from "@/lib/model/redaction-mark.ts";
import { digestOf } from "../payload/make-payload.ts";
import { readWhole, standsIn } from "../payload/read-whole.ts";
import { flatten } from "../payload/texts-in.ts";
import type { IntentTerms } from "../terms.ts";
import type { Check, Facts, Found } from "./check.ts";
import { lacksPart } from "./required-part.ts";

const HASH = /^sha256:[0-9a-f]{64}$/;
const SAMPLE_LENGTH = 200;

/** What the user asked for is not what the target was told. */
export const intentDrift: Check = {
  class: "intent_drift",
  severity: "error",
  side: "seam",
  demands: ["S2.47"],
  meaning: "The user's original request did not reach the target in its own words: from here on, agents answer a question that nobody asked.",
  rule: "A side reports `handoff.intent.preserved` = `false`; or both sides name the intent (`handoff.intent.text` or `handoff.intent.hash`) and it is not the same. Where only the source names it, its text is looked for in everything the target received; when it is not there, and nobody says it was preserved, that is a warning. So it is when the contract requires `intent`, neither side names it, and the payload that was reported as JSON has no member for it (`intent`, `user_request`, `original_query`, …).",
  fix: "Carry the request verbatim in a field of its own, next to whatever an agent makes of it, and compare its hash at every hop.",
  lookalike: "A request with another spacing or capitals, one that stands inside a longer prompt, and a payload of which only a part was captured.",
  find: (facts) => {
    const intent = facts.evidence.terms?.intent;
    if (intent === undefined) return [];
    if (intent.preserved === false) return [found("the user's request was reported as not preserved", "intent reported as not preserved", intent)];
    if (isUntold(intent)) return lacksPart(facts, "intent") ? [notCarried(facts)] : [];
    const told = isSameIntent(intent);
    if (told === false) return [found("the target was told another request than the user made", "another intent arrived", intent)];
    return told === undefined ? missingInPayload(facts, intent) : [];
  },
};

const isUntold = ({ text, hash, receivedText, receivedHash }: IntentTerms): boolean => [text, hash, receivedText, receivedHash].every((told) => told === undefined);

const notCarried = ({ evidence }: Facts): Found => ({
  message: `the contract requires the user's request, and ${evidence.source.name} handed over without it`,
  reason: "intent required and not carried",
  severity: "warning",
  side: "producer",
});

/** What both sides say; undefined where one of them says nothing that can be compared. */
function isSameIntent({ text, hash, receivedText, receivedHash }: IntentTerms): boolean | undefined {
  if (text !== undefined && receivedText !== undefined) return flatten(text) === flatten(receivedText);
  if (hash !== undefined && receivedHash !== undefined) return hash === receivedHash;
  const [before, after] = [comparable(text, hash), comparable(receivedText, receivedHash)];
  return before === undefined || after === undefined ? undefined : before === after;
}

function comparable(text: string | undefined, hash: string | undefined): string | undefined {
  if (hash !== undefined && HASH.test(hash)) return hash;
  return text === undefined || hasMark(text) ? undefined : `sha256:${digestOf(text.normalize("NFC"))}`;
}

function missingInPayload({ evidence }: Facts, intent: IntentTerms): Found[] {
  const whole = readWhole(evidence.received);
  if (intent.text === undefined || intent.preserved === true || whole === undefined || standsIn(intent.text, whole)) return [];
  return [{ ...found(`the user's request does not stand in what ${evidence.target.name} received`, "intent not in what was received", intent), severity: "warning" }];
}

const found = (message: string, reason: string, { text, receivedText }: IntentTerms): Found => ({
  message, reason, evidence: { intent: text?.slice(0, SAMPLE_LENGTH) ?? "", received: receivedText?.slice(0, SAMPLE_LENGTH) ?? "" },
});
