import { createColumnHelper, createSortedRowModel, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import { Sparkline } from "@/components/chart/sparkline.tsx";
import type { HomeSeam } from "@/components/home/home-seam.ts";
import { TimeAgo } from "@/components/ui/time-ago.tsx";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FiringMark } from "../alert/firing-mark.tsx";
import { BudgetCell, OwnerCell, ReadinessCell } from "../home/scorecard-cells.tsx";
import { FailureRate, rateWords } from "./failure-rate.tsx";
import { SeamName } from "./seam-name.tsx";
import { VersionsCell } from "./versions-cell.tsx";

/** The parts of TanStack Table that the seam table uses. */
export const seamTableFeatures = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

const byText = (a: string, b: string) => a.localeCompare(b);
const column = createColumnHelper<typeof seamTableFeatures, HomeSeam>();

/** A seam's address with the window of time kept. */
export type SeamHref = (seamId: string) => string;

/** How wide each column of the seam table is in pixels, and what its head says at length; in the order of the table. */
export const SEAM_COLUMNS = {
  seam: { label: "Seam", px: 224, isText: true, title: "who hands what to whom" },
  handoffs: { label: "Handoffs", px: 78, isText: false, title: "handoffs of the window" },
  failed: { label: "Failed", px: 96, isText: false, title: "share of handoffs that failed, with its 95% interval; sorted by its lower end" },
  silent: { label: "Silent", px: 72, isText: false, title: "share of handoffs that failed, and nothing stopped it" },
  lost: { label: "Lost", px: 60, isText: false, title: "sent, and never received" },
  p50: { label: "p50", px: 72, isText: false, title: "median from sent to received" },
  p95: { label: "p95", px: 72, isText: false, title: "95th percentile from sent to received" },
  versions: { label: "Versions", px: 138, isText: true, title: "busiest pair of versions" },
  trend: { label: "Trend", px: 122, isText: true, title: "handoffs over the window; failed ones in the accent" },
  owner: { label: "Owner", px: 128, isText: true, title: "team that answers for it" },
  budget: { label: "Budget left", px: 92, isText: false, title: "what is left of the failures its objective allows" },
  ready: { label: "Ready", px: 76, isText: false, title: "points of readiness met, of five" },
  seen: { label: "Last seen", px: 96, isText: false, title: "its latest handoff" },
} as const;
export type SeamColumn = keyof typeof SEAM_COLUMNS;

/** Whether a text is the id of a column. */
export const isSeamColumn = (id: string): id is SeamColumn => id in SEAM_COLUMNS;

/** The columns of the seam table; numbers sort biggest first, names from A. */
export const seamColumns = (nowMs: number) =>
  column.columns([
    column.accessor((seam) => `${seam.source} ${seam.target} ${seam.contract}`, {
      id: "seam",
      header: SEAM_COLUMNS.seam.label,
      sortDescFirst: false,
      sortFn: (a, b, id) => byText(a.getValue<string>(id), b.getValue<string>(id)),
      cell: ({ row: { original: seam } }) => <SeamName seam={seam} mark={<FiringMark count={seam.firing} />} />,
    }),
    column.accessor("handoffs", { header: SEAM_COLUMNS.handoffs.label, cell: ({ getValue }) => formatCount(getValue()) }),
    // By what is at least the rate, so that one failure of one does not stand above twenty of two hundred.
    column.accessor((seam) => seam.failureRateLow ?? -1, {
      id: "failed",
      header: SEAM_COLUMNS.failed.label,
      sortFn: (a, b, id) => Math.sign(a.original.failed) - Math.sign(b.original.failed) || a.getValue<number>(id) - b.getValue<number>(id),
      cell: ({ row }) => <FailureRate counts={row.original} />,
    }),
    column.accessor((seam) => (seam.handoffs === 0 ? -1 : seam.silent / seam.handoffs), {
      id: "silent",
      header: SEAM_COLUMNS.silent.label,
      cell: ({ row: { original: seam } }) => <SilentRate seam={seam} />,
    }),
    column.accessor("lost", { header: SEAM_COLUMNS.lost.label, cell: ({ getValue }) => <Count of={getValue()} /> }),
    column.accessor((seam) => seam.p50Ms ?? -1, { id: "p50", header: SEAM_COLUMNS.p50.label, cell: ({ row }) => formatDuration(row.original.p50Ms) }),
    column.accessor((seam) => seam.p95Ms ?? -1, { id: "p95", header: SEAM_COLUMNS.p95.label, cell: ({ row }) => formatDuration(row.original.p95Ms) }),
    column.accessor("pairs", { id: "versions", header: SEAM_COLUMNS.versions.label, cell: ({ row: { original: seam } }) => <VersionsCell pairs={seam.versions} all={seam.pairs} failing={seam.pairsFailing} /> }),
    column.display({
      id: "trend",
      header: SEAM_COLUMNS.trend.label,
      cell: ({ row: { original: seam } }) => <Sparkline slices={slicesOf(seam.slices)} label={`Trend of the window: ${rateWords(seam)}`} />,
    }),
    column.accessor("owner", {
      header: SEAM_COLUMNS.owner.label,
      sortDescFirst: false,
      sortFn: (a, b) => Number(a.original.owner === "") - Number(b.original.owner === "") || byText(a.original.owner, b.original.owner),
      cell: ({ row }) => <OwnerCell seam={row.original} />,
    }),
    // The most overspent first, and those without an objective last.
    column.accessor((seam) => seam.budget ?? 2, { id: "budget", header: SEAM_COLUMNS.budget.label, sortDescFirst: false, cell: ({ row }) => <BudgetCell seam={row.original} /> }),
    column.accessor("readiness", { id: "ready", header: SEAM_COLUMNS.ready.label, sortDescFirst: false, cell: ({ row }) => <ReadinessCell seam={row.original} /> }),
    column.accessor("lastSeenAt", {
      id: "seen",
      header: SEAM_COLUMNS.seen.label,
      sortFn: (a, b) => (Date.parse(a.original.lastSeenAt) || 0) - (Date.parse(b.original.lastSeenAt) || 0),
      cell: ({ getValue, row }) => (row.original.unseen ? <span className="text-ink-3">never</span> : <TimeAgo at={getValue()} nowMs={nowMs} />),
    }),
  ]);

/** Slices as the sparkline takes them. */
const slicesOf = (flat: readonly number[]) => Array.from({ length: flat.length / 2 }, (_, index) => ({ handoffs: flat[2 * index] ?? 0, failed: flat[2 * index + 1] ?? 0 }));

function Count({ of }: { of: number }) {
  return of === 0 ? <span className="text-ink-3">0</span> : <span className="font-semibold text-accent">{formatCount(of)}</span>;
}

function SilentRate({ seam: { silent, handoffs } }: { seam: HomeSeam }) {
  const words = `${formatCount(silent)} of ${formatCount(handoffs)} failed, and nothing stopped it`;
  if (silent === 0) return <span className="text-ink-3" title={words}>0</span>;
  return (
    <span title={words}>
      <span className="font-semibold text-accent">{formatRate(silent / handoffs)}</span>
      <span className="ml-1.5 text-xs text-ink-3">{formatCount(silent)}</span>
    </span>
  );
}
