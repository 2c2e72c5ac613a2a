import { flatText, flatten } from "../payload/texts-in.ts";
import { type Leaf, LEAVES_MAX, anyItem, isContent, leavesOf, placesOn } from "../payload/leaves.ts";
import { isStructured, parseJson } from "../payload/parse-json.ts";
import type { Check, Facts, Found } from "./check.ts";

/** Arguments that name the target: they are used up by the routing and reach nobody. */
const ROUTING = /^\/(?:agent_?name|agent_?id|to_agent|coworker|target)$/i;
/** Shorter strings and numbers turn up in any prompt by chance, or re-worded. */
const TEXT_LENGTH_MIN = 4;
const FINDINGS_MAX = 20;

/** Something that was sent did not arrive. */
export const contextLoss: Check = {
  class: "context_loss",
  severity: "error",
  side: "seam",
  demands: ["S0.22", "S1.2", "S2.27", "S2.74"],
  meaning: "A field or value that the source sent is nowhere in what the target received: a filter, a summary or a template dropped it.",
  rule: "Both sides are JSON as they reported it, and a field that was sent is neither at its place nor anywhere else in what was received. Where what was received is inferred from what the target's model read, a text that was sent and is not found there is a warning.",
  fix: "Compare sent and received on the handoff's page: the pointer names what is missing. Carry constraints and ids as fields of the contract, not in prose that a summary may shorten.",
  lookalike: "A value that arrived under another name or place, or changed: it did arrive. The argument that only names the target.",
  find: (facts) => (facts.evidence.claims.receivedReported ? missingFields(facts) : missingTexts(facts)),
};

function missingFields({ evidence }: Facts): Found[] {
  const sent = parseJson(evidence.sent?.body);
  const received = parseJson(evidence.received?.body);
  if (!isStructured(sent) || !isStructured(received)) return [];
  const arrived = leavesOf(received);
  if (arrived.length === LEAVES_MAX || arrived.every((leaf) => leaf.pointer === "")) return [];
  const places = new Set(arrived.flatMap((leaf) => placesOn(leaf.pointer)));
  const text = flatText(evidence.received?.body ?? "");
  const lost = firstOf(leavesOf(sent), ({ pointer, value }) => isContent(value) && !places.has(pointer) && !text.includes(flatten(String(value))));
  return lost.map(({ pointer, value }) => found(evidence.target.name, pointer, value));
}

function missingTexts({ evidence }: Facts): Found[] {
  const { sent, received, rule } = evidence;
  const sentByCall = rule === "E" || rule === "T" || rule === "D";
  const values = parseJson(sent?.body);
  if (!sentByCall || received === undefined || received.body === "" || !isStructured(values)) return [];
  const text = flatText(received.body);
  const lost = firstOf(leavesOf(values), ({ pointer, value }) => typeof value === "string" && flatten(value).length >= TEXT_LENGTH_MIN && !ROUTING.test(pointer) && !text.includes(flatten(value)));
  return lost.map(({ pointer, value }) => ({ ...found(evidence.target.name, pointer, value), severity: "warning" as const }));
}

/** Looking through a long text for every leaf is dear: it ends as soon as enough is found. */
function firstOf(leaves: readonly Leaf[], isLost: (leaf: Leaf) => boolean): Leaf[] {
  const lost: Leaf[] = [];
  for (const leaf of leaves) {
    if (lost.length === FINDINGS_MAX) break;
    if (isLost(leaf)) lost.push(leaf);
  }
  return lost;
}

const found = (target: string, pointer: string, value: unknown): Found => ({
  pointer,
  message: `${pointer} was sent and did not reach ${target}`,
  reason: `${anyItem(pointer)} did not arrive`,
  evidence: { sent: String(value).slice(0, 200) },
});
