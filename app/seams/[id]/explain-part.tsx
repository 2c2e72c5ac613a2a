import { ExplainPanel } from "@/components/explain/explain-panel.tsx";
import type { Explanation } from "@/lib/model/explanation.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { explainSeam } from "@/lib/queries/seams/explain-seam.ts";
import type { LatencyBox } from "@/lib/queries/seams/latency-box.ts";
import { withParams } from "@/lib/text/paths.ts";
import { wholeMinutes } from "@/lib/queries/time-window.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import { databaseOfPage } from "../../database.ts";
import { remember } from "./remember.ts";

interface ExplainPartProps {
  seamId: string;
  range: Pick<TimeRange, "from" | "to">;
  /** What to explain in place of the failed handoffs. */
  box?: LatencyBox;
  path: string;
  search: string;
}

const KEPT_MS = 60_000;
const remembered = remember<Explanation>(KEPT_MS, Date.now);

/** What sets some handoffs of the seam apart; worked out while the rest of the page is there. */
export async function ExplainPart({ seamId, range, box, path, search }: ExplainPartProps) {
  const question = { project: PROJECT, seamId, ...wholeMinutes(range), box };
  const explanation = await remembered(JSON.stringify(question), async () => explainSeam(await databaseOfPage(), question));
  return (
    <ExplainPanel
      id={box === undefined ? "explain" : "explain-box"}
      explanation={explanation}
      listHref={({ kind, side, key, value }) => `${withParams(path, search, { fact: JSON.stringify([kind, side, key, value]), factOf: explanation.about, cursor: undefined })}#handoffs`}
    />
  );
}
