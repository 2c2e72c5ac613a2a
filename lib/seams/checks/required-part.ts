import type { REQUIRED_PARTS } from "@/lib/model/contract.ts";
import { isReported, requiresPart } from "../apply-contract.ts";
import { LEAVES_MAX, leavesOf } from "../payload/leaves.ts";
import { isStructured, parseJson } from "../payload/parse-json.ts";
import type { Facts } from "./check.ts";

/** How members are named that carry a part. */
const MEMBERS = {
  intent: /^intent$|user_?(?:request|query|goal|intent)|original_?(?:request|query|intent)/i,
  constraints: /constraint/i,
} as const;

/**
 * Whether the contract asks for the part, and the payload that a side reported as JSON has no member for it. Prose may hold it
 * anywhere, and beside what is only inferred more may have travelled: of neither is anything said.
 */
export function lacksPart({ contract, evidence }: Facts, part: Exclude<(typeof REQUIRED_PARTS)[number], "rationale">): boolean {
  if (contract === undefined || !requiresPart(contract.contract, part)) return false;
  const payload = evidence.claims.receivedReported ? evidence.received : evidence.sent;
  const value = isReported(payload?.from) ? parseJson(payload?.body) : undefined;
  const leaves = isStructured(value) ? leavesOf(value) : [];
  return leaves.length > 0 && leaves.length < LEAVES_MAX && !leaves.some(({ pointer }) => pointer.split("/").some((token) => MEMBERS[part].test(token)));
}
