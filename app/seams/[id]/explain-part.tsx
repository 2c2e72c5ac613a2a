import { ExplainPanel } from "@/components/explain/explain-panel.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { explainSeam } from "@/lib/queries/seams/explain-seam.ts";
import type { LatencyBox } from "@/lib/queries/seams/latency-box.ts";
import { withParams } from "@/lib/text/paths.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import { database } from "../../database.ts";

interface ExplainPartProps {
  seamId: string;
  range: Pick<TimeRange, "from" | "to">;
  /** What to explain in place of the failed handoffs. */
  box?: LatencyBox;
  path: string;
  search: string;
}

/** What sets some handoffs of the seam apart; worked out while the rest of the page is there. */
export async function ExplainPart({ seamId, range: { from, to }, box, path, search }: ExplainPartProps) {
  const explanation = await explainSeam(await database(), { project: PROJECT, seamId, from, to, box });
  return (
    <ExplainPanel
      id={box === undefined ? "explain" : "explain-box"}
      explanation={explanation}
      listHref={({ kind, side, key, value }) => `${withParams(path, search, { fact: JSON.stringify([kind, side, key, value]), factOf: explanation.about, cursor: undefined })}#handoffs`}
    />
  );
}
