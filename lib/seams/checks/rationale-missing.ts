import type { Payload } from "@/lib/model/handoff.ts";
import { type Leaf, isContent, leavesOf } from "../payload/leaves.ts";
import { isStructured, parseJson } from "../payload/parse-json.ts";
import type { Check } from "./check.ts";

/** How members are named that say why. */
const WHY = /rationale|reason|justif|explan|because|evidence|\bwhy\b/i;

/** The conclusion travelled, the reasoning did not. */
export const rationaleMissing: Check = {
  class: "rationale_missing",
  severity: "warning",
  side: "producer",
  demands: ["S1.2"],
  meaning: "The target was given a conclusion without the reasoning behind it, although one was required: it can neither check nor weigh it.",
  rule: "A side declares `handoff.rationale.required` = `true`, the contract requires `rationale` and the payload was reported, or a side names the member that holds it (`handoff.rationale.field`, a name or JSON pointer); what was received, else what was sent, is JSON, and no such member has content. Where no member is named, one whose name says why (`rationale`, `reasoning`, `explanation`, `evidence`, …) is enough. A rationale that the source had and the target did not receive is the seam's fault.",
  fix: "Make the reasoning a required member of the contract, with the sources it rests on, and let no summary drop it.",
  lookalike: "A handoff for which nobody requires a rationale, and a payload that is prose: in it the reasoning may stand anywhere.",
  find: ({ evidence }) => {
    const { terms, sent, received, claims } = evidence;
    if (terms === undefined || (!terms.rationale.required && terms.rationale.field === "")) return [];
    const { field } = terms.rationale;
    const payload = claims.receivedReported ? received : sent;
    const leaves = contentOf(payload);
    if (leaves === undefined || leaves.some((leaf) => tellsWhy(leaf, field))) return [];
    const wasSent = payload === received && (terms.rationale.told || contentOf(sent)?.some((leaf) => tellsWhy(leaf, field)) === true);
    if (terms.rationale.told && payload !== received) return [];
    return [
      {
        message: `${evidence.target.name} ${payload === received ? "received" : "was sent"} no rationale${field === "" ? "" : ` in ${field}`}${wasSent ? ", although there was one" : ""}`,
        reason: wasSent ? "rationale lost on the way" : "no rationale was sent",
        pointer: field.startsWith("/") ? field : "",
        side: wasSent ? "seam" : "producer",
      },
    ];
  },
};

/** Members with something in them; undefined when the payload is no JSON or is empty, which other classes tell. */
function contentOf(payload: Payload | undefined): Leaf[] | undefined {
  const value = parseJson(payload?.body);
  if (!isStructured(value)) return undefined;
  const leaves = leavesOf(value).filter((leaf) => isContent(leaf.value) && String(leaf.value).trim() !== "");
  return leaves.length === 0 ? undefined : leaves;
}

function tellsWhy({ pointer }: Leaf, field: string): boolean {
  if (field.startsWith("/")) return pointer === field || pointer.startsWith(`${field}/`);
  return pointer.split("/").some((token) => (field === "" ? WHY.test(token) : token === field));
}
