import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { TopologyGroup } from "@/lib/model/agent.ts";
import { recogniseTopology } from "@/lib/agents/recognise-topology.ts";
import { listSeams } from "../seams/list-seams.ts";
import type { TimeWindow } from "../time-window.ts";

/** How the agents that handed over in the window are arranged, the busiest group first. */
export async function readTopology(db: Database, { project, from, to }: TimeWindow & { project: string }): Promise<TopologyGroup[]> {
  return recogniseTopology(await listSeams(db, { project, from, to }));
}
