"use client";

import { EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import { clsx } from "clsx";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { VerdictGlyph } from "../handoff/glyph.tsx";
import { rateWords } from "./failure-rate.tsx";
import type { GraphLine } from "./layout-graph.ts";
import { shortenEnd, smoothPath } from "./smooth-path.ts";

/** What is told of a seam in the graph. */
export type DrawnSeam = Pick<SeamSummary, "id" | "source" | "target" | "contract" | "inferred" | "handoffs" | "failed" | "silent" | "lost" | "failureRate" | "failureRateLow" | "failureRateHigh"> & { unseen: boolean };

export type SeamEdge = Edge<
  { line: GraphLine; seam: DrawnSeam; href: string; width: number; dimmed: boolean; highlighted: boolean },
  "seam"
>;

/** Dots, where what is inferred has dashes. */
const UNSEEN_DASH = "1.5 4";
const UNSEEN_PX = 1.75;

/** One seam as a line with an arrowhead and a label that leads to its page. */
export function GraphSeam({ id, data }: EdgeProps<SeamEdge>) {
  const router = useRouter();
  if (data === undefined) return null;
  const { line, seam, href, width, dimmed, highlighted } = data;
  const failing = seam.failed > 0;
  const ink = failing ? "var(--accent)" : highlighted ? "var(--ink)" : "var(--bar)";
  const head = 7 + width * 1.4;
  const path = smoothPath(shortenEnd(line.points, head));
  const words = seam.unseen ? "declared, never seen" : `${rateWords(seam)}${seam.lost > 0 ? `, ${formatCount(seam.lost)} lost` : ""}`;
  const marker = `head-${id.replaceAll(/[^\w-]/g, "_")}`;
  return (
    <>
      <g opacity={dimmed ? 0.2 : 1} onClick={() => router.push(href)} className="cursor-pointer">
        <defs>
          <marker id={marker} viewBox="0 0 8 8" refX="0.5" refY="4" markerWidth={head} markerHeight={head} markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0 0.5L8 4L0 7.5z" fill={ink} />
          </marker>
        </defs>
        <path d={path} fill="none" stroke="transparent" strokeWidth={18} />
        <path
          d={path}
          fill="none"
          stroke={ink}
          strokeWidth={(seam.unseen ? UNSEEN_PX : width) + (highlighted ? 1.5 : 0)}
          strokeDasharray={seam.unseen ? UNSEEN_DASH : seam.inferred ? `${4 + width} ${3 + width / 2}` : undefined}
          markerEnd={`url(#${marker})`}
        />
      </g>
      <EdgeLabelRenderer>
        <Link
          href={href}
          prefetch={false}
          style={{ transform: `translate(-50%, -50%) translate(${line.label.x}px, ${line.label.y}px)` }}
          aria-label={`Seam ${seam.source} to ${seam.target}${seam.contract === "" ? "" : `, ${seam.contract}`}${seam.inferred ? ", inferred" : ""}: ${words}`}
          title={`${seam.source} → ${seam.target}\n${seam.contract === "" ? "no contract named" : seam.contract}${seam.inferred ? "\ninferred from the traces" : ""}\n${words}`}
          className={clsx(
            "nodrag nopan pointer-events-auto absolute flex h-6 items-center gap-1 rounded-full border bg-surface px-2 text-2xs whitespace-nowrap tabular-nums",
            seam.unseen && "border-dashed",
            failing && !dimmed ? "border-accent font-semibold text-accent" : "border-line text-ink-3",
            highlighted && "border-ink!",
          )}
        >
          <LabelWords seam={seam} />
        </Link>
      </EdgeLabelRenderer>
    </>
  );
}

function LabelWords({ seam }: { seam: DrawnSeam }) {
  if (seam.lost > 0) {
    return (
      <>
        <VerdictGlyph of="lost" />
        {formatCount(seam.lost)} lost
      </>
    );
  }
  if (seam.failed > 0) {
    return (
      <>
        <VerdictGlyph of="rejected" />
        {formatRate(seam.failureRate)} failed
      </>
    );
  }
  return <>{seam.unseen ? "never seen" : formatCount(seam.handoffs)}</>;
}
