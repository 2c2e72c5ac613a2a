import { z } from "zod";

export const CONTRACT = "refund-request";

/** Version 2 of the contract: the amount has a currency, the customer's own words travel along, and so do the limits. */
const RefundRequestV2 = z.object({
  order: z.string(),
  amount: z.object({ value: z.number(), currency: z.string() }),
  reason: z.string(),
  intent: z.string(),
  constraints: z.object({ limit: z.number(), answer_by: z.string() }),
});
export type RefundRequestV2 = z.infer<typeof RefundRequestV2>;

/** Version 1: the amount is a bare text. */
export interface RefundRequestV1 {
  order: string;
  amount: string;
  reason: string;
}

/** What breaks version 2 of the contract, as "JSON pointer: message". */
export function errorsOf(payload: unknown): string[] {
  const parsed = RefundRequestV2.safeParse(payload);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `/${issue.path.join("/")}: ${issue.message}`);
}
