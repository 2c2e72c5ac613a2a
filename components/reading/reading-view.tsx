import { clsx } from "clsx";
import Link from "next/link";
import type { Reading } from "@/lib/model/reading.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { tracePath, withParams } from "@/lib/text/paths.ts";
import { PageHead } from "../shell/page-head.tsx";
import { CaptureTeaching } from "./capture-teaching.tsx";
import { HandoffBetween } from "./handoff-between.tsx";
import { ReadingRun } from "./reading-run.tsx";

interface ReadingViewProps {
  reading: Reading;
  agent: string | undefined;
  path: string;
  search: string;
}

/** A trace as a conversation: who was given what, said what, called what, and handed what to whom. Everything is shown as plain text. */
export function ReadingView({ reading, agent, path, search }: ReadingViewProps) {
  const { traceId, name, agents, blocks, from, next, inAll, spansLeftOut } = reading;
  const hasWords = agents.some((one) => one.entries > 0);
  return (
    <>
      <PageHead title={name}>
        <Link href={tracePath(traceId)} prefetch={false} className="flex h-7 items-center rounded border border-control bg-surface px-2 text-xs text-ink-2 hover:text-ink">
          Back to the trace
        </Link>
      </PageHead>
      {spansLeftOut > 0 ? <p className="panel mb-2 px-4 py-2">The last {countOf(spansLeftOut, "span")} of this trace were too many to read here; the waterfall has them.</p> : null}
      {agents.length > 1 ? <AgentChoice agents={agents} chosen={agent} path={path} search={search} /> : null}
      {hasWords ? null : <CaptureTeaching />}
      {blocks.length === 0 && hasWords ? <p className="panel px-4 py-8 text-center text-ink-2">Nothing is told of {agent ?? "anybody"} here.</p> : null}
      <div className="max-w-5xl">
        {blocks.map((block) => (block.kind === "run" ? <ReadingRun key={`run ${block.spanId} ${block.startedAt}`} block={block} traceId={traceId} /> : <HandoffBetween key={`handoff ${block.handoffId}`} block={block} />))}
      </div>
      <nav aria-label="Pages of the reading" className="flex gap-4 py-2 text-xs text-ink-2">
        {inAll === 0 ? null : (
          <span>
            {formatCount(from + 1)} to {formatCount(next ?? inAll)} of {countOf(inAll, "entry", "entries")} and handoffs
          </span>
        )}
        {from > 0 ? (
          <Link href={withParams(path, search, { from: undefined })} className="text-link">
            To the beginning
          </Link>
        ) : null}
        {next === null ? null : (
          <Link href={withParams(path, search, { from: String(next) })} className="text-link">
            Read on
          </Link>
        )}
      </nav>
    </>
  );
}

function AgentChoice({ agents, chosen, path, search }: Pick<Reading, "agents"> & { chosen: string | undefined; path: string; search: string }) {
  const choices = [{ name: undefined, words: "Everybody" }, ...agents.map((agent) => ({ name: agent.name, words: `${agent.name} (${formatCount(agent.entries)})` }))];
  return (
    <nav aria-label="Whose words" className="mb-3 flex max-h-24 flex-wrap gap-1 overflow-y-auto text-xs">
      {choices.map(({ name, words }) => (
        <Link
          key={name ?? ""}
          href={withParams(path, search, { agent: name, from: undefined })}
          prefetch={false}
          aria-current={name === chosen ? "page" : undefined}
          title={words}
          className={clsx("max-w-72 truncate rounded border border-control px-2 py-1", name === chosen ? "bg-ink text-ground" : "bg-surface text-ink-2 hover:text-ink")}
        >
          {words}
        </Link>
      ))}
    </nav>
  );
}
