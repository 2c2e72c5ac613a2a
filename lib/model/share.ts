import { z } from "zod";

/** What can be shared: one thing with its evidence, not what is made anew each time. */
export const SHARED_KINDS = ["handoff", "trace"] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

const UNITS = { h: 3_600_000, d: 86_400_000 } as const;
/** A link that opens longer than this is not asked about again by anybody. */
const DAYS_MAX = 90;

/** How long a share opens, such as `12h` or `7d`, in milliseconds. */
const ExpiresIn = z
  .string()
  .regex(/^[1-9]\d{0,3}[hd]$/, "expected hours or days, such as 12h or 7d")
  .transform((text) => Number(text.slice(0, -1)) * (text.endsWith("h") ? UNITS.h : UNITS.d))
  .refine((ms) => ms <= DAYS_MAX * UNITS.d, `expected ${DAYS_MAX} days at most`);

/** A link that is to be given away. */
export const ShareRequest = z.strictObject({
  kind: z.enum(SHARED_KINDS),
  id: z.string().min(1).max(4096),
  expiresIn: ExpiresIn.default(7 * UNITS.d).describe("hours or days, such as 12h or 7d; by default 7d, 90d at most"),
  mask: z.boolean().default(true).describe("whether payloads are shown by their structure alone, without values"),
  by: z.string().trim().max(200).default("").describe("who, as it was said; nobody is checked"),
  note: z.string().trim().max(2000).default("").describe("for whom and why"),
});
export type ShareRequest = z.infer<typeof ShareRequest>;

/** A link that was given away and still opens. */
export const Share = z.object({
  shareId: z.string(),
  kind: z.enum(SHARED_KINDS),
  id: z.string(),
  masked: z.boolean(),
  at: z.string(),
  expiresAt: z.string(),
  by: z.string(),
  note: z.string(),
});
export type Share = z.infer<typeof Share>;
