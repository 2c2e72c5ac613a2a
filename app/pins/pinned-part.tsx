import { PinnedMark } from "@/components/pin/pinned-mark.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { databaseOfPage } from "../database.ts";

/** Which pins hold one of these traces: whatever evidence of a handoff or a trace stands in them is kept by those. */
export async function PinnedPart({ traceIds }: { traceIds: readonly string[] }) {
  return <PinnedMark {...(await listPins(await databaseOfPage(), { project: PROJECT, traceIds, limit: 6 }))} />;
}
