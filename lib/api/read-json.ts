import type { z } from "zod";
import type { Problem } from "./problem.ts";

/** Reads a body of JSON, or says which part of it is wrong and what was expected there. */
export function readJson<Schema extends z.ZodType>(schema: Schema, text: string): { ok: true; value: z.output<Schema> } | { ok: false; problem: Problem } {
  const json = parse(text);
  if (!json.ok) return refuse("body", `expected JSON: ${json.why}`);
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return refuse(issue === undefined || issue.path.length === 0 ? "body" : issue.path.join("."), issue?.message ?? "malformed");
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; why: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

const refuse = (field: string, message: string): { ok: false; problem: Problem } => ({ ok: false, problem: { code: "bad_request", field, message: `${field}: ${message}` } });
