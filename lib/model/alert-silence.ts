import { z } from "zod";
import { AlertName, AlertScope } from "./alert-rule.ts";

/** A time in which alerts are not told, for a reason: a silence, or a maintenance window that was planned ahead. */
export const SilenceDraft = z
  .strictObject({
    ...AlertScope.shape,
    rule: AlertName.optional().describe("only this rule, by name"),
    reason: z.string().trim().min(1, "expected why").max(2000),
    by: z.string().trim().max(200).default("").describe("who, as it was said; nobody is checked"),
    startsAt: z.iso.datetime({ offset: true }).optional().describe("left out: now"),
    endsAt: z.iso.datetime({ offset: true }).describe("every silence ends"),
  })
  .refine(({ startsAt, endsAt }) => startsAt === undefined || Date.parse(startsAt) < Date.parse(endsAt), { path: ["endsAt"], message: "expected a time after `startsAt`" });
export type SilenceDraft = z.infer<typeof SilenceDraft>;

/** A silence as it is stored. */
export const Silence = z.object({
  ...AlertScope.shape,
  id: z.string(),
  rule: z.string().optional(),
  reason: z.string(),
  by: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  endedAt: z.string().nullable().describe("when somebody ended it before its time"),
});
export type Silence = z.infer<typeof Silence>;
