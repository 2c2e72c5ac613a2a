import { HeatmapPanel } from "@/components/seam/heatmap-panel.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import type { LatencyBox } from "@/lib/queries/seams/latency-box.ts";
import { readLatencyHeatmap } from "@/lib/queries/seams/read-latency-heatmap.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import { databaseOfPage } from "../../database.ts";
import { choiceOf } from "./chosen-box.ts";

interface HeatmapPartProps {
  seam: { id: string; handoffs: number };
  range: Pick<TimeRange, "from" | "to">;
  box: LatencyBox | undefined;
  path: string;
  search: string;
}

/** Latency over time, with the box that the address chooses; counted while the rest of the page is there. */
export async function HeatmapPart({ seam, range: { from, to }, box, path, search }: HeatmapPartProps) {
  const heatmap = await readLatencyHeatmap(await databaseOfPage(), { project: PROJECT, seamId: seam.id, from, to, expected: seam.handoffs });
  return <HeatmapPanel heatmap={heatmap} chosen={choiceOf(box)} path={path} search={search} />;
}
