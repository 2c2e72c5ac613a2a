import { z } from "zod";

/** HTTP status of each error code. */
export const STATUS_OF = { bad_request: 400, unauthorized: 401, forbidden: 403, not_found: 404, conflict: 409, too_large: 413, internal: 500, unavailable: 503 } as const;

/** The body of every answer that is not the one asked for. */
export const ErrorAnswer = z.object({
  error: z.object({
    code: z.enum(["bad_request", "unauthorized", "forbidden", "not_found", "conflict", "too_large", "internal", "unavailable"]),
    message: z.string(),
    field: z.string().optional().describe("the parameter, or the part of the body, at fault"),
    line: z.number().optional().describe("line of the body at fault, from 1"),
    column: z.number().optional(),
    problems: z
      .array(z.object({ field: z.string(), line: z.number(), column: z.number(), message: z.string() }))
      .optional()
      .describe("everything that is wrong with a file, the first of which is told above"),
  }),
});
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;

/** Why a request cannot be answered. */
export type Problem = ErrorAnswer["error"];
