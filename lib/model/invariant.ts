/**
 * What evaluating one invariant of a contract gave. `unknown` is no violation: `why` says what is missing to tell. `values` are the
 * fields it reads with what they hold, as JSON, clipped; a field that is not there is left out.
 */
export interface InvariantOutcome {
  name: string;
  kind: "holds" | "violated" | "unknown";
  why: string;
  values: Record<string, string>;
  /** The sides it reads, of `sent`, `received` and `returned`. */
  sides: string[];
}
