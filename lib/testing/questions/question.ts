import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";
import type { TimeWindow } from "@/lib/queries/time-window.ts";
import type { Key } from "@/lib/seams/workflow/key-strength.ts";

/** What there is to ask about in the data at hand. */
export interface Subjects {
  project: string;
  window: TimeWindow;
  now: Date;
  traceIds: readonly string[];
  handoffs: readonly HandoffSummary[];
  seams: readonly SeamSummary[];
  contracts: readonly StoredContract[];
  keys: readonly Key[];
}

/** By the path of a file under lib/queries, everything that it can be asked. */
export type Questions = Readonly<Record<string, (db: Database, about: Subjects) => Promise<unknown>>>;

/** Asks about one after the other, since an embedded engine answers only so many at a time. */
export async function each<Subject>(subjects: readonly Subject[], ask: (subject: Subject) => Promise<unknown>): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const subject of subjects) answers.push(await ask(subject));
  return answers;
}

/** The rows of an answer that promises no order. */
export const anyOrder = async <Row>(answer: Promise<readonly Row[]>): Promise<Row[]> => (await answer).toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));

const textOf = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one));
