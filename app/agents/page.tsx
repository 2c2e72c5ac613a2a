import type { Metadata } from "next";
import { AgentTable } from "@/components/agent/agent-table.tsx";
import { TopologyGroups } from "@/components/agent/topology-groups.tsx";
import { DeclareHint } from "@/components/agent/declare-hint.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listAgents } from "@/lib/queries/agents/list-agents.ts";
import { readTopology } from "@/lib/queries/agents/read-topology.ts";
import { readTrafficExtent } from "@/lib/queries/seams/read-traffic-extent.ts";
import { databaseOfPage } from "../database.ts";
import { RangeParams, rangeOf, readParams, searchOf, type RawParams } from "../url-params.ts";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const now = new Date();
  const db = await databaseOfPage();
  const range = rangeOf(readParams(RangeParams, raw), await readTrafficExtent(db, PROJECT), now);
  const window = { project: PROJECT, from: range.from, to: range.to };
  const [agents, groups] = await Promise.all([listAgents(db, window), readTopology(db, window)]);
  const search = searchOf(raw);
  return (
    <>
      <PageHead title="Agents">
        <Live renderedAtMs={now.getTime()} />
        <TimeRangePicker range={range} path="/agents" search={search} />
      </PageHead>
      <AgentTable agents={agents} search={search} nowMs={now.getTime()} />
      <TopologyGroups groups={groups} />
      <DeclareHint port={readConfig().PORT} />
    </>
  );
}
