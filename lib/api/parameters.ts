import { z } from "zod";
import { ALL_TIME } from "@/lib/queries/time-window.ts";

const EXPECTED_TIME = "expected RFC 3339, e.g. 2026-11-20T07:00:00Z, or unix milliseconds, between 1970 and 2262 (write + as %2B)";
const Rfc3339 = z.iso.datetime({ offset: true });
const UnixMs = z.string().regex(/^\d{1,13}$/);

/** A point in time, to the millisecond. */
export const InstantParameter = z
  .string()
  .transform((text, context) => {
    const at = readInstant(text);
    if (at !== undefined && at >= ALL_TIME.from && at < ALL_TIME.to) return at;
    context.addIssue({ code: "custom", message: EXPECTED_TIME });
    return z.NEVER;
  });

/** true or false, nothing else. */
export const FlagParameter = z.enum(["true", "false"]).transform((text) => text === "true");

/** How many rows a page has. */
export function limitParameter(max: number) {
  return z.coerce.number().int().min(1).max(max).default(50).describe("rows on a page");
}

/** The id of a trace; upper case is accepted and means the same. */
export const TraceIdParameter = z
  .string()
  .regex(/^[0-9a-fA-F]{32}$/, "expected 32 hexadecimal digits")
  .transform((id) => id.toLowerCase());

/** A name or an id as the telemetry gave it. */
export const TextParameter = z.string().min(1).max(4096);

function readInstant(text: string): Date | undefined {
  if (UnixMs.safeParse(text).success) return new Date(Number(text));
  return Rfc3339.safeParse(text).success ? new Date(text) : undefined;
}
