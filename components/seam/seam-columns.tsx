import { createColumnHelper, createSortedRowModel, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import Link from "next/link";
import { Sparkline } from "@/components/chart/sparkline.tsx";
import { TimeAgo } from "@/components/ui/time-ago.tsx";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FailureRate, rateWords } from "./failure-rate.tsx";
import { SeamName } from "./seam-name.tsx";
import { VersionsCell } from "./versions-cell.tsx";

/** The parts of TanStack Table that the seam table uses. */
export const seamTableFeatures = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

const byText = (a: string, b: string) => a.localeCompare(b);
const column = createColumnHelper<typeof seamTableFeatures, SeamSummary>();

/** A seam's address with the window of time kept. */
export type SeamHref = (seamId: string) => string;

/** The columns of the seam table; numbers sort biggest first, the name sorts from A. */
export const seamColumns = (hrefOf: SeamHref, nowMs: number) =>
  column.columns([
    column.accessor((seam) => `${seam.source} ${seam.target} ${seam.contract}`, {
      id: "seam",
      header: "Seam",
      sortDescFirst: false,
      sortFn: (a, b, id) => byText(a.getValue<string>(id), b.getValue<string>(id)),
      cell: ({ row: { original: seam } }) => (
        <Link href={hrefOf(seam.id)} prefetch={false} className="block py-1.5 after:absolute after:inset-0">
          <SeamName seam={seam} />
        </Link>
      ),
    }),
    column.accessor("handoffs", { header: "Handoffs", cell: ({ getValue }) => formatCount(getValue()) }),
    // By what is at least the rate, so that one failure of one does not stand above twenty of two hundred.
    column.accessor((seam) => seam.failureRateLow ?? -1, {
      id: "failed",
      header: "Failed",
      sortFn: (a, b, id) => Math.sign(a.original.failed) - Math.sign(b.original.failed) || a.getValue<number>(id) - b.getValue<number>(id),
      cell: ({ row }) => <FailureRate counts={row.original} />,
    }),
    column.accessor("silent", { header: "Silent", cell: ({ getValue }) => <Count of={getValue()} /> }),
    column.accessor("lost", { header: "Lost", cell: ({ getValue }) => <Count of={getValue()} /> }),
    column.accessor((seam) => seam.p50Ms ?? -1, { id: "p50", header: "p50", cell: ({ row }) => formatDuration(row.original.p50Ms) }),
    column.accessor((seam) => seam.p95Ms ?? -1, { id: "p95", header: "p95", cell: ({ row }) => formatDuration(row.original.p95Ms) }),
    column.accessor((seam) => seam.versions.length, { id: "versions", header: "Versions", cell: ({ row }) => <VersionsCell pairs={row.original.versions} /> }),
    column.display({
      id: "trend",
      header: "Trend",
      cell: ({ row: { original: seam } }) => <Sparkline slices={seam.sparkline} label={`Trend of the window: ${rateWords(seam)}`} />,
    }),
    column.accessor("lastSeenAt", {
      id: "seen",
      header: "Last seen",
      sortFn: (a, b) => Date.parse(a.original.lastSeenAt) - Date.parse(b.original.lastSeenAt),
      cell: ({ getValue }) => <TimeAgo at={getValue()} nowMs={nowMs} />,
    }),
  ]);

function Count({ of }: { of: number }) {
  return of === 0 ? <span className="text-ink-3">0</span> : <span className="font-semibold text-accent">{formatCount(of)}</span>;
}
