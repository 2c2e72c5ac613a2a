import type { ComparisonSummary, ComparisonView } from "@/lib/text/comparison.ts";
import type { ComparisonRow } from "@/lib/text/comparison-row.ts";

/** Where a payload comes from: it is at hand, or to be fetched part by part. */
export interface PayloadSource {
  mediaType: "application/json" | "text/plain";
  /** The whole text; undefined when it has to be fetched. */
  body: string | undefined;
  /** Address of its parts. */
  href: string;
  /** Characters in all. */
  length: number;
}

/** What a comparison is made from; null is a payload that nobody recorded. */
export interface ComparisonSources {
  sent: PayloadSource | null;
  received: PayloadSource | null;
  schema: string;
  notes: readonly { pointer: string; words: string }[];
  findings: readonly string[];
}

/** What the worker can be asked: the question and the answer of each. Rows are numbers of rows, -1 when there is none. */
export interface Calls {
  open: [ComparisonSources, ComparisonSummary];
  count: [{ view: ComparisonView }, number];
  rows: [{ view: ComparisonView; from: number; to: number }, ComparisonRow[]];
  toggle: [{ row: number }, null];
  difference: [{ view: ComparisonView; number: number }, number];
  pointer: [{ view: ComparisonView; pointer: string }, number];
  find: [{ words: string }, number];
  match: [{ number: number }, number];
  value: [{ id: string; side: "sent" | "received" }, string];
}
export type CallName = keyof Calls;

/** What the worker tells: an answer, why there is none, or how far it has come with fetching. */
export type Told = { id: number; value: unknown } | { id: number; problem: string } | { fetched: number };
