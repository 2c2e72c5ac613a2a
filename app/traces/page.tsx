import type { Metadata } from "next";
import { Suspense } from "react";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { Facets } from "@/components/trace/trace-facets.tsx";
import { TraceFilters } from "@/components/trace/trace-filters.tsx";
import { TraceList } from "@/components/trace/trace-list.tsx";
import { TraceTraffic } from "@/components/trace/trace-traffic.tsx";
import { TraceViews } from "@/components/trace/trace-views.tsx";
import { PageLinks } from "@/components/ui/page-links.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { readTraceQuery } from "@/lib/model/trace-query.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { readTraceFacets } from "@/lib/queries/traces/read-trace-facets.ts";
import { readTraceTraffic } from "@/lib/queries/traces/read-trace-traffic.ts";
import { countOf } from "@/lib/text/count.ts";
import { database } from "../database.ts";
import { rangeOf, readParams, searchOf, type RawParams } from "../url-params.ts";
import { TracesParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Traces" };

const TRACES_A_PAGE = 50;
/** What the traffic and the facets need before they are there, so that nothing below jumps. */
const [TRAFFIC_PX, FACETS_PX] = [140, 96];

export default async function TracesPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const params = readParams(TracesParams, raw);
  const now = new Date();
  const range = rangeOf(params, undefined, now);
  const { text: q, problems, ...said } = readTraceQuery(params.q ?? "");
  const slower = params.slower === undefined ? undefined : readTraceQuery(`duration:>${params.slower}`).minDurationMs;
  const asked = { agent: params.agent, service: params.service, failed: params.failed, class: params.class, verdict: params.verdict, minDurationMs: slower, ...said };
  const { sort, cursor } = params;
  const db = await database();
  const { traces, next } = await listTraces(db, { project: PROJECT, q, ...asked, sort, cursor, from: range.from, to: range.to, limit: TRACES_A_PAGE });
  const [newest] = traces.length === 0 ? (await listTraces(db, { project: PROJECT, limit: 1 })).traces : traces;
  const address = { path: "/traces", search: searchOf(raw) };
  return (
    <>
      <PageHead title="Traces">
        <TraceViews here="/traces" search={address.search} />
        <Live renderedAtMs={now.getTime()} />
        <TimeRangePicker range={range} {...address} />
      </PageHead>
      <div className="panel">
        <TraceFilters params={params} problems={problems} {...address} />
        <Suspense fallback={<div style={{ height: TRAFFIC_PX }} />}>
          <Traffic range={range} agent={asked.agent} service={asked.service} {...address} />
        </Suspense>
        <Suspense fallback={<div style={{ height: FACETS_PX }} />}>
          <Choices range={range} chosen={{ agent: asked.agent, service: asked.service, class: asked.class, verdict: asked.verdict, failed: asked.failed?.toString() }} {...address} />
        </Suspense>
        <TraceList traces={traces} newest={newest} range={range} now={now} sort={sort ?? "newest"} {...address} />
        <PageLinks next={next} shown={countOf(traces.length, "trace")} what="traces" {...address} />
      </div>
    </>
  );
}

interface PartProps {
  range: { from: Date; to: Date };
  path: string;
  search: string;
}

async function Traffic({ range: { from, to }, agent = "", service = "", ...address }: PartProps & { agent: string | undefined; service: string | undefined }) {
  return <TraceTraffic buckets={await readTraceTraffic(await database(), { project: PROJECT, from, to, agent, service })} {...address} />;
}

async function Choices({ range: { from, to }, chosen, ...address }: PartProps & { chosen: Record<string, string | undefined> }) {
  const given = Object.fromEntries(Object.entries(chosen).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return <Facets facets={await readTraceFacets(await database(), { project: PROJECT, from, to })} chosen={given} {...address} />;
}
