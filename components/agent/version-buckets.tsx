"use client";

import { formatCount } from "@/lib/text/count.ts";
import { ChartTable } from "../chart/chart-table.tsx";
import { Instant } from "../ui/instant.tsx";

/** Traffic of a version in one stretch of the window, `atS` unix seconds. */
export interface VersionBucket {
  version: string;
  atS: number;
  handoffs: number;
  failed: number;
}

/** The numbers behind the lanes of versions. */
export const VersionBuckets = ({ buckets }: { buckets: readonly VersionBucket[] }) => (
  <ChartTable
    titles={["From", "Version", "Handoffs", "Failed"]}
    rows={buckets.map(({ atS, version, handoffs, failed }) => ({
      key: `${atS} ${version}`,
      cells: [<Instant key="from" at={new Date(atS * 1000).toISOString()} precision="s" />, version, formatCount(handoffs), formatCount(failed)],
    }))}
  />
);
