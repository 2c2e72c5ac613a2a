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

type Listed = Pick<HandoffsPartProps, "seamId" | "range" | "box" | "params">;

/** What the part lists. A page that knows the window asks for it before it draws the part, so that the rows come while the rest is read. */
export async function readListed({ seamId, range: { from, to }, box, params }: Listed) {
  const db = await databaseOfPage();
  const { class: findingClass, verdict, failed, candidates, cursor, pointer, fact, factOf, versions } = params;
  const ids = fact === undefined ? undefined : await findExplained(db, { project: PROJECT, seamId, ...wholeMinutes({ from, to }), box: factOf === "box" ? box : undefined, fact });
  return listHandoffs(db, { project: PROJECT, seam: seamId, class: findingClass, verdict, failed, candidates, cursor, from: box?.from ?? from, to: box?.to ?? to, box, pointer, ids, versions, limit: HANDOFFS_A_PAGE });
}

/** The seam's handoffs in the window, narrowed by the filters and by what is chosen in the heatmap, the failing fields and the explanation. */
export async function HandoffsPart({ seamId, range, box, params, path, search, nowMs }: HandoffsPartProps) {
  const { pointer, fact, versions } = params;
  const page = await readListed({ seamId, range, box, params });
  return <SeamHandoffs {...page} filter={params} chosen={{ box: choiceOf(box), pointer, fact, versions }} path={path} search={search} nowMs={nowMs} />;
}
