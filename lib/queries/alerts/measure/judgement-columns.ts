import { z } from "zod";
import { LATENCY_QUANTILES } from "@/lib/model/alert-rule.ts";

/** What the rollup of judgements is asked for beside plain counts, where any metric needs it. */
export interface JudgementParts {
  classes: boolean;
  latency: boolean;
}

/** What was found about one seam in a window. */
export const JudgementCounts = z.object({
  seamId: z.string(),
  source: z.string(),
  target: z.string(),
  contract: z.string(),
  handoffs: z.coerce.number(),
  failed: z.coerce.number(),
  silent: z.coerce.number(),
  lost: z.coerce.number(),
  measured: z.coerce.number(),
  byClasses: z.record(z.string(), z.coerce.number()).optional().describe("handoffs by the classes of errors found first, apart by commas; after a ~ where nothing stopped it"),
  quantiles: z.array(z.number().nullable()).optional().describe("of latency, in the order of LATENCY_QUANTILES"),
});
export type JudgementCounts = z.infer<typeof JudgementCounts>;

/** Columns of `JudgementCounts` from rows of either rollup, to be grouped by seam. */
export const countColumns = ({ classes, latency }: JudgementParts): string => `
        seam_id AS seamId, max(source_name) AS source, max(target_name) AS target, max(contract_name) AS contract,
        sum(handoffs_n) AS handoffs, sum(failed_n) AS failed, sum(silent_n) AS silent, sum(lost_n) AS lost, sum(measured_n) AS measured${classes ? ", sumMap(classes_n) AS byClasses" : ""}${
          latency ? `, quantilesTDigestMerge(${LATENCY_QUANTILES.join(", ")})(latencies) AS quantiles` : ""
        }`;

/** The same columns of one bucket; their names are their own, since the database would take one for a result of the same name. */
export const bucketColumns = ({ classes, latency }: JudgementParts): string =>
  `seam_id, source AS source_name, target AS target_name, contract AS contract_name, handoffs AS handoffs_n, failed AS failed_n, silent AS silent_n, by_verdict['lost'] AS lost_n, measured AS measured_n${
    classes ? ", by_classes AS classes_n" : ""
  }${latency ? ", total_ms AS latencies" : ""}`;
