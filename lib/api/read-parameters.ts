import type { z } from "zod";
import type { Problem } from "./problem.ts";

/** Parameters as an endpoint wants them, or what is wrong with the first bad one. */
export type Parameters<Schema extends z.ZodObject> = { ok: true; value: z.output<Schema> } | { ok: false; problem: Problem };

/** Reads a query string. A parameter that is unknown, repeated or malformed is refused by name, not ignored. */
export function readQuery<Schema extends z.ZodObject>(schema: Schema, query: URLSearchParams): Parameters<Schema> {
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) return refuse(repeated, "expected at most once");
  return readParameters(schema, Object.fromEntries(query));
}

/** Reads parameters that are already apart, such as those of the path. */
export function readParameters<Schema extends z.ZodObject>(schema: Schema, values: Record<string, unknown>): Parameters<Schema> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data };
  const { issues } = parsed.error;
  // A parameter that does not exist says more than those that are missing: it is probably one of them, misspelt.
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue?.code === "unrecognized_keys") {
    const known = Object.keys(schema.shape);
    return refuse(issue.keys[0] ?? "", known.length === 0 ? "unknown; expected no parameters" : `unknown; expected one of ${known.join(", ")}`);
  }
  return refuse(String(issue?.path[0] ?? ""), issue?.message ?? "malformed");
}

function refuse(field: string, message: string): { ok: false; problem: Problem } {
  return { ok: false, problem: { code: "bad_request", message: `${field}: ${message}`, field } };
}
