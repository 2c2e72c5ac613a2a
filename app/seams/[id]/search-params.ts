import { z } from "zod";
import { Fact } from "@/lib/model/explanation.ts";
import { FINDING_CLASSES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { Cursor } from "@/lib/queries/keyset-cursor.ts";
import { RangeParams } from "../../url-params.ts";

const Flag = z.enum(["true", "false"]).transform((text) => text === "true");
const At = z.iso.datetime({ offset: true }).transform((text) => new Date(text)).pipe(z.date().min(new Date(0)).max(new Date("2200-01-01T00:00:00Z")));
const Ms = z.coerce.number().min(0).max(1e15);

/** A fact as the address has it: kind, side, key and value as a JSON list. */
const FactText = z
  .string()
  .max(8192)
  .transform((text, context): unknown => {
    try {
      const parts: unknown = JSON.parse(text);
      return Array.isArray(parts) ? { kind: parts[0], side: parts[1], key: parts[2], value: parts[3] } : undefined;
    } catch {
      context.addIssue({ code: "custom", message: "expected a JSON list" });
      return z.NEVER;
    }
  })
  .pipe(Fact);

/** Versions of source, target and contract as a JSON list of three texts. */
const VersionsText = z
  .string()
  .max(8192)
  .transform((text, context): unknown => {
    try {
      const parts: unknown = JSON.parse(text);
      return parts;
    } catch {
      context.addIssue({ code: "custom", message: "expected a JSON list" });
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.string(), z.string(), z.string()]))
  .transform(([source, target, contract]) => ({ source, target, contract }));

/** A seam's address: its window, the box of time and latency that is chosen, and the filter and page of its handoffs. */
export const SeamParams = RangeParams.extend({
  class: z.enum(FINDING_CLASSES).optional().catch(undefined),
  verdict: z.enum(VERDICTS).optional().catch(undefined),
  failed: Flag.optional().catch(undefined),
  candidates: Flag.optional().catch(undefined),
  cursor: Cursor.optional().catch(undefined),
  boxFrom: At.optional().catch(undefined),
  boxTo: At.optional().catch(undefined),
  minMs: Ms.optional().catch(undefined),
  maxMs: Ms.optional().catch(undefined),
  took: z.literal("none").optional().catch(undefined),
  pointer: z.string().max(4096).optional().catch(undefined),
  fact: FactText.optional().catch(undefined),
  versions: VersionsText.optional().catch(undefined),
  factOf: z.enum(["failing", "box"]).optional().catch(undefined),
});
export type SeamParams = z.output<typeof SeamParams>;
