import { SeamHandoffs } from "@/components/seam/seam-handoffs.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { findExplained } from "@/lib/queries/seams/explain-seam.ts";
import type { LatencyBox } from "@/lib/queries/seams/latency-box.ts";
import { wholeMinutes } from "@/lib/queries/time-window.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import { databaseOfPage } from "../../database.ts";
import { choiceOf } from "./chosen-box.ts";
import type { SeamParams } from "./search-params.ts";

const HANDOFFS_A_PAGE = 50;

interface HandoffsPartProps {
  seamId: string;
  range: Pick<TimeRange, "from" | "to">;
  box: LatencyBox | undefined;
  params: SeamParams;
  path: string;
  search: string;
  nowMs: number;
}

/** The seam's handoffs in the window, narrowed by the filters and by what is chosen in the heatmap, the failing fields and the explanation. */
export async function HandoffsPart({ seamId, range: { from, to }, box, params, path, search, nowMs }: HandoffsPartProps) {
  const db = await databaseOfPage();
  const { class: findingClass, verdict, failed, candidates, cursor, pointer, fact, factOf, versions } = params;
  const ids = fact === undefined ? undefined : await findExplained(db, { project: PROJECT, seamId, ...wholeMinutes({ from, to }), box: factOf === "box" ? box : undefined, fact });
  const page = await listHandoffs(db, { project: PROJECT, seam: seamId, class: findingClass, verdict, failed, candidates, cursor, from: box?.from ?? from, to: box?.to ?? to, box, pointer, ids, versions, limit: HANDOFFS_A_PAGE });
  return <SeamHandoffs {...page} filter={params} chosen={{ box: choiceOf(box), pointer, fact, versions }} path={path} search={search} nowMs={nowMs} />;
}
