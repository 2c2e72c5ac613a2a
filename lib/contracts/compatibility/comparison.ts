import type { Json } from "../schema/subschemas.ts";
import type { Report } from "./report.ts";
import type { Schema } from "./schema-form.ts";

/** Two versions of one place of a schema. */
export interface Place {
  before: Json;
  after: Json;
  pointer: string;
  /**
   * False where a sender may be taken to send only fields that its own version names. True where several schemas speak of the same
   * object, so that a field one of them does not name may be another's.
   */
  exact: boolean;
}

/** As a place, where either version may also take everything or nothing. */
export type Pair = Omit<Place, "before" | "after"> & { before: Schema; after: Schema };

/** What comparing a part needs of the comparison of the whole. */
export interface Comparison {
  readonly report: Report;
  /** Compares what stands further down. */
  compare(pair: Pair): void;
  /** The schema that a reference leads to in either version: enough to tell forms apart. */
  eitherTarget(schema: Schema): Schema | undefined;
}
