import type { Fact } from "@/lib/model/explanation.ts";

/** A fact as it was found; what is a number stays one, since bounds are looked for among numbers. */
export interface RawFact extends Omit<Fact, "value"> {
  value: string | number;
}

/** All that is known of a handoff to compare it by; at most one fact a property. */
export interface ToldHandoff {
  id: string;
  facts: readonly RawFact[];
  /** Whose spans and payloads are there (`scopeOf`): only of them can it be said that something is not there. */
  scopes: ReadonlySet<string>;
}

/** Of what a property is one: a span of a side, a payload, or the handoff as such. */
export function scopeOf({ kind, side }: Pick<Fact, "kind" | "side">): string {
  return kind === "attribute" || kind === "resource" ? `span ${side}` : kind === "payload_field" ? `payload ${side}` : kind === "trace" ? "trace" : "";
}
