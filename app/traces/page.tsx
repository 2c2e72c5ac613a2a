import type { Metadata } from "next";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { TraceFilters } from "@/components/trace/trace-filters.tsx";
import { TraceList } from "@/components/trace/trace-list.tsx";
import { TraceViews } from "@/components/trace/trace-views.tsx";
import { PageLinks } from "@/components/ui/page-links.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { countOf } from "@/lib/text/count.ts";
import { database } from "../database.ts";
import { rangeOf, readParams, searchOf, type RawParams } from "../url-params.ts";
import { TracesParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Traces" };

const TRACES_A_PAGE = 50;

export default async function TracesPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const params = readParams(TracesParams, raw);
  const now = new Date();
  const range = rangeOf(params, undefined, now);
  const { q, agent, service, failed, cursor } = params;
  const db = await database();
  const { traces, next } = await listTraces(db, { project: PROJECT, q, agent, service, failed, cursor, from: range.from, to: range.to, limit: TRACES_A_PAGE });
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
        <TraceFilters params={params} {...address} />
        <TraceList traces={traces} newest={newest} range={range} now={now} {...address} />
        <PageLinks next={next} shown={countOf(traces.length, "trace")} what="traces" {...address} />
      </div>
    </>
  );
}
