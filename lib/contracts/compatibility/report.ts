import { escapeToken } from "@/lib/model/json-pointer.ts";
import canonicalize from "canonicalize";
import type { Breaks, CompatibilityRule, ContractChange } from "@/lib/model/compatibility.ts";

const SHOWN = 200;

/** A value as JSON, shortened; "" when there is none. Keys are sorted, so that equal values read alike. */
function jsonText(value: unknown): string {
  const text = canonicalOf(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Canonical JSON (RFC 8785) to compare values by; "" for nothing. */
export const canonicalOf = (value: unknown): string => (value === undefined ? "" : (canonicalize(value) ?? ""));

/** One step further in a JSON pointer (RFC 6901). */
export const below = (pointer: string, part: string | number): string => `${pointer}/${escapeToken(String(part))}`;

/** The changes found so far. */
export class Report {
  readonly changes: ContractChange[] = [];

  /** Adds a change; `sentence` says it in words. */
  add(rule: CompatibilityRule, breaks: Breaks, pointer: string, [before, after]: readonly [unknown, unknown], sentence: string): void {
    this.changes.push({ rule, pointer, breaks, before: jsonText(before), after: jsonText(after), sentence });
  }
}

/** Both directions as one word. */
export function breaksOf({ backward, forward }: { backward: boolean; forward: boolean }): Breaks {
  if (backward && forward) return "both";
  return backward ? "backward" : forward ? "forward" : "none";
}
