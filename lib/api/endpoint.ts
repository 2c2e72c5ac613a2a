import { z } from "zod";
import { Cursor } from "@/lib/queries/keyset-cursor.ts";
import { InstantParameter } from "./parameters.ts";

/** What a request does: `get` reads; `put` and `post` write and carry a body; `delete` takes away. */
export type Method = "get" | "put" | "post" | "delete";

/** One address and method of the API: both the reading of a request and its page in the OpenAPI document come from here. */
export interface Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Answer extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** Below /api/v1; `{name}` stands for a path parameter. */
  path: string;
  summary: string;
  description: string;
  params: Params;
  query: Query;
  answer: Answer;
  /** Media types a body may have, the first one preferred, and its schema where it is JSON; absent where there is none. */
  body?: { types: readonly string[]; schema?: z.ZodType; description: string };
  /** Media types it can answer with beside JSON, where it is asked to. */
  otherTypes?: readonly string[];
  /** What a 404 is about; absent where there is always an answer. */
  missing?: string;
}

/** An endpoint with its types kept; it reads unless it says otherwise. */
export function endpoint<Params extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType>(
  parts: Omit<Endpoint<Params, Query, Answer>, "method"> & { method?: Method },
): Endpoint<Params, Query, Answer> {
  return { method: "get", ...parts };
}

/** Of endpoints that need no path parameters, or no query. */
export const NO_PARAMS = z.strictObject({});

/** A window of time in a query; refine it with `NotBackwards`. */
export const Period = z.strictObject({
  from: InstantParameter.optional().describe("start of the window, which belongs to it; RFC 3339 or unix milliseconds"),
  to: InstantParameter.optional().describe("end of the window, which does not belong to it; RFC 3339 or unix milliseconds"),
});

/** A window may be empty, but not run backwards. */
export const NotBackwards = {
  holds: ({ from, to }: { from?: Date | undefined; to?: Date | undefined }) => from === undefined || to === undefined || from <= to,
  problem: { path: ["from"], message: "expected a time that is not after `to`" },
};

/** A window of which pages are read one after the other. */
export const Page = Period.extend({ cursor: Cursor.optional().describe("`next` of the page before") });
