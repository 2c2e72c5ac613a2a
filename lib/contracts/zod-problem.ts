import type { z } from "zod";
import { foundText } from "./problem.ts";

const KINDS: Record<string, string> = {
  string: "text", int: "a whole number", number: "a number", boolean: "true or false", array: "a list", object: "a mapping", record: "a mapping",
};

/** What an issue expected and what was found instead, in the words of this product. */
export function issueMessage(issue: z.core.$ZodIssue, found: unknown): string {
  const expected = expectedOf(issue);
  return found === undefined ? `missing, ${expected}` : `${expected}, found ${foundText(found)}`;
}

function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith("expected")) return issue.message;
  if (issue.code === "invalid_type") return `expected ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === "invalid_value") return `expected one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "too_big") return `expected at most ${issue.maximum.toString()}${unitOf(issue.origin)}`;
  if (issue.code === "too_small") return `expected ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum.toString()}${unitOf(issue.origin)}`;
  return `expected something else: ${issue.message}`;
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" ? " entries" : "";
}
