import { z } from "zod";
import { resolveRange, type TimeRange } from "@/lib/text/time-range.ts";

/** Search parameters as Next hands them to a page. */
export type RawParams = Record<string, string | string[] | undefined>;

/** A point in time in the URL; without a zone it is UTC, as the pages show it. */
const UrlDate = z
  .string()
  .transform((text) => new Date(/(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`))
  .pipe(z.date().min(new Date(0)).max(new Date("2200-01-01T00:00:00Z")));

/** The window of time in the URL. What cannot be read counts as absent: a page is better than an error about its address. */
export const RangeParams = z.object({
  range: z.string().optional().catch(undefined),
  from: UrlDate.optional().catch(undefined),
  to: UrlDate.optional().catch(undefined),
});

/** The parameters checked; of one that is given several times the first counts. */
export function readParams<Schema extends z.ZodType>(schema: Schema, raw: RawParams): z.output<Schema> {
  return schema.parse(Object.fromEntries(firstOfEach(raw)));
}

/** The parameters as they stand in an address, to build other addresses from. */
export function searchOf(raw: RawParams): string {
  return new URLSearchParams(firstOfEach(raw)).toString();
}

/** The window the URL asks for; all time is cut to where there is traffic, so that its charts are filled. */
export function rangeOf(choice: z.output<typeof RangeParams>, extent: { from: Date; to: Date } | undefined, now: Date): TimeRange {
  const range = resolveRange(choice, now);
  return range.key === "all" && extent !== undefined ? { ...range, ...extent } : range;
}

function firstOfEach(raw: RawParams): [string, string][] {
  return Object.entries(raw).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined || first === "" ? [] : [[name, first]];
  });
}
