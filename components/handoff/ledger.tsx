import { clsx } from "clsx";
import Link from "next/link";
import type { Handoff } from "@/lib/model/handoff.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { tracePath } from "@/lib/text/paths.ts";
import { LEG_WORDS } from "@/lib/text/verdict-words.ts";
import { AgentShape } from "../seam/agent-shape.tsx";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { ledgerRows, type LedgerColumn, type LedgerRow } from "./ledger-rows.ts";

const PLACE: Record<LedgerColumn, string> = { source: "md:col-start-2", seam: "md:col-start-3", target: "md:col-start-4" };

/** What each side reported, one column a side and the seam between them, so that a silence is an empty place. */
export function Ledger({ handoff }: { handoff: Handoff }) {
  const rows = ledgerRows(handoff);
  const doubt = handoff.incomplete.find((part) => part.includes("clocks"));
  return (
    <Section title="Ledger" aside={doubt ?? "each side's own words, and the time between them"}>
      <div className="px-4 pb-4">
        <div className="mb-2 hidden grid-cols-[7.5rem_minmax(0,1fr)_minmax(0,0.8fr)_minmax(0,1fr)] gap-x-3 md:grid">
          <span />
          <End agent={handoff.source} says="says" />
          <span className="text-center text-xs text-ink-3">seam</span>
          <End agent={handoff.target} says="says" />
        </div>
        <ol className="relative md:before:absolute md:before:inset-y-0 md:before:left-[calc(8.25rem+(100%-8.25rem)/2)] md:before:border-l md:before:border-dashed md:before:border-control">
          {rows.map((row, index) => (
            <li key={index} className="relative grid items-start gap-x-3 py-1 md:grid-cols-[7.5rem_minmax(0,1fr)_minmax(0,0.8fr)_minmax(0,1fr)]">
              <Row row={row} />
            </li>
          ))}
        </ol>
      </div>
    </Section>
  );
}

function End({ agent, says }: { agent: Handoff["source"]; says: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 font-medium">
      <AgentShape type={agent.type} />
      <span className="[overflow-wrap:anywhere]">{agent.name}</span> <span className="font-normal text-ink-3">{says}</span>
    </span>
  );
}

function Row({ row }: { row: LedgerRow }) {
  if (row.kind === "silence") {
    return <p className={clsx("rounded border border-dashed border-accent bg-surface px-3 py-2 text-accent [overflow-wrap:anywhere]", PLACE[row.column])}>∅ {row.words}</p>;
  }
  if (row.kind === "gap") {
    return (
      <p className="text-xs text-ink-3 md:col-start-3 md:bg-surface md:text-center">
        <span aria-hidden="true">⋮ </span>
        {formatDuration(row.ms)} {row.words}
      </p>
    );
  }
  const { leg, column } = row;
  return (
    <>
      <p className="pt-1.5 text-xs text-ink-2">
        <Instant at={leg.at} precision="time" />
      </p>
      <div className={clsx("min-w-0 rounded border border-line bg-surface px-3 py-1.5", PLACE[column], column === "seam" && "bg-sunk")}>
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">
            {LEG_WORDS[leg.kind]}
            <span className="font-normal text-ink-3 md:hidden">, says the {leg.side}</span>
          </span>
          {leg.spanId === "" ? null : (
            <Link href={tracePath(leg.traceId, leg.spanId)} prefetch={false} className="text-link font-mono text-xs text-ink-2" title={`Span ${leg.spanId} of trace ${leg.traceId}`}>
              span
            </Link>
          )}
        </p>
        {leg.agent === "" ? null : <p className="text-xs text-ink-3 [overflow-wrap:anywhere]">{leg.agent}</p>}
        {leg.claim === "" ? null : <p className="mt-0.5 text-ink-2 [overflow-wrap:anywhere]">{leg.claim}</p>}
      </div>
    </>
  );
}
