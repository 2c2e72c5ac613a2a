import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AgentHead } from "@/components/agent/agent-head.tsx";
import { AgentSeams } from "@/components/agent/agent-seams.tsx";
import { AgentWorkPanel } from "@/components/agent/agent-work.tsx";
import { VersionTimeline } from "@/components/agent/version-timeline.tsx";
import { DeclarationHistory } from "@/components/agent/declaration-history.tsx";
import { DeclareHint } from "@/components/agent/declare-hint.tsx";
import { ImpactPanel } from "@/components/agent/impact-panel.tsx";
import { TopologyGroups } from "@/components/agent/topology-groups.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getAgent } from "@/lib/queries/agents/get-agent.ts";
import { getAgentWork } from "@/lib/queries/agents/get-agent-work.ts";
import { readAgentVersionTrend } from "@/lib/queries/agents/read-version-trend.ts";
import { getImpact } from "@/lib/queries/agents/get-impact.ts";
import { readTrafficExtent } from "@/lib/queries/seams/read-traffic-extent.ts";
import { agentPath, idFromPath } from "@/lib/text/paths.ts";
import { databaseOfPage } from "../../database.ts";
import { RangeParams, rangeOf, readParams, searchOf, type RawParams } from "../../url-params.ts";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<RawParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: idFromPath((await params).name) };
}

export default async function AgentPage({ params, searchParams }: Props) {
  const name = idFromPath((await params).name);
  const raw = await searchParams;
  const now = new Date();
  const db = await databaseOfPage();
  const range = rangeOf(readParams(RangeParams, raw), await readTrafficExtent(db, PROJECT), now);
  const window = { project: PROJECT, from: range.from, to: range.to };
  const [agent, impact, trend] = await Promise.all([
    getAgent(db, { ...window, name }),
    getImpact(db, { ...window, now, subject: { kind: "agent", name, pointer: "" } }),
    readAgentVersionTrend(db, { ...window, agent: name }),
  ]);
  if (agent === undefined) notFound();
  const work = await getAgentWork(db, agent, { ...window, now });
  const address = { path: agentPath(name), search: searchOf(raw), nowMs: now.getTime() };
  return (
    <>
      <AgentHead agent={agent} range={range} {...address} />
      <AgentSeams agent={agent} {...address} />
      <ImpactPanel impact={impact} window="by the traffic of this window" />
      <VersionTimeline versions={agent.versions} {...trend} from={range.from.getTime()} to={range.to.getTime()} nowMs={address.nowMs} />
      <AgentWorkPanel work={work} capabilities={agent.capabilities} />
      <TopologyGroups groups={agent.topology === null ? [] : [agent.topology]} />
      <DeclarationHistory history={agent.history} nowMs={address.nowMs} />
      {agent.declared === null ? <DeclareHint name={agent.name} port={readConfig().PORT} /> : null}
    </>
  );
}
