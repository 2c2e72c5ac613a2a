import type { ReactNode } from "react";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { AgentShape } from "./agent-shape.tsx";

type Named = Pick<SeamSummary, "source" | "target" | "sourceType" | "targetType" | "contract" | "inferred">;

/** Source and target with their kinds, the contract below and what else is to be said of it; long names wrap, nothing is cut. */
export function SeamName({ seam, mark }: { seam: Named; mark?: ReactNode }) {
  return (
    <span className="block min-w-44">
      <span className="flex flex-wrap items-center gap-x-1.5 font-medium [overflow-wrap:anywhere]">
        <span className="inline-flex items-center gap-1.5">
          <AgentShape type={seam.sourceType} />
          {seam.source}
        </span>
        <span aria-label="to" role="img" className="text-ink-3">
          →
        </span>
        <span className="inline-flex items-center gap-1.5">
          <AgentShape type={seam.targetType} />
          {seam.target}
        </span>
      </span>
      <span className="flex flex-wrap items-center gap-x-2 text-xs text-ink-3">
        {seam.contract === "" ? "no contract named" : <span className="[overflow-wrap:anywhere]">{seam.contract}</span>}
        {seam.inferred ? <InferredMark /> : null}
        {mark}
      </span>
    </span>
  );
}

/** Marks what no agent declared; dashed, as its line in the graph is. */
export function InferredMark() {
  return (
    <span className="rounded-sm border border-dashed border-control px-1 text-2xs leading-4" title="No agent declared these handoffs; rules inferred them from the traces">
      inferred
    </span>
  );
}
