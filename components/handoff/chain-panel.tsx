import Link from "next/link";
import type { ChainedHandoff, HandoffChain } from "@/lib/model/handoff-course.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { handoffPath, workflowPath } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { ChainKeys } from "./chain-keys.tsx";
import { VerdictMark } from "./marks.tsx";

/** Which handoffs led to this one, which came next, and all that came of it. */
export function ChainPanel({ chain }: { chain: HandoffChain }) {
  const { workflow, place, inAll, previous, next, downstream } = chain;
  if (place === 0) return null;
  return (
    <Section
      title="Chain"
      aside={
        <>
          {formatCount(place)} of{" "}
          <Link href={workflowPath(workflow)} prefetch={false} className="text-link">
            {countOf(inAll, "handoff")} of its workflow
          </Link>
        </>
      }
    >
      <ChainKeys previous={previous[0]?.id} next={next[0]?.id} />
      <Links name="Before" handoffs={previous} none="Nothing is known to have led to it." />
      <Links name="After" handoffs={next} none="Nothing is known to have come of it." />
      {downstream.handoffs <= next.length ? null : (
        <details className="border-t border-line">
          <summary className="px-4 py-2 text-ink-2 hover:text-ink">
            Downstream: {countOf(downstream.handoffs, "handoff")}, {countOf(downstream.agents.length, "agent")}, {countOf(downstream.traces, "trace")}
            {downstream.failed === 0 ? "" : `; ${formatCount(downstream.failed)} failed`}
          </summary>
          <ol className="pb-2">
            {downstream.list.map((handoff) => (
              <Linked key={handoff.id} handoff={handoff} />
            ))}
          </ol>
          {downstream.list.length < downstream.handoffs ? <p className="px-4 pb-2 text-xs text-ink-3">{formatCount(downstream.list.length)} of {formatCount(downstream.handoffs)}; the workflow shows all.</p> : null}
        </details>
      )}
    </Section>
  );
}

function Links({ name, handoffs, none }: { name: string; handoffs: readonly ChainedHandoff[]; none: string }) {
  return (
    <div className="border-t border-line py-1.5">
      <h3 className="px-4 text-xs text-ink-3">{name}</h3>
      {handoffs.length === 0 ? <p className="px-4 text-ink-2">{none}</p> : null}
      <ol>
        {handoffs.map((handoff) => (
          <Linked key={handoff.id} handoff={handoff} />
        ))}
      </ol>
    </div>
  );
}

function Linked({ handoff: { id, source, target, contract, verdict, failed, startedAt, via } }: { handoff: ChainedHandoff }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 px-4 py-(--cell-y)">
      <Link href={handoffPath(id)} prefetch={false} title={id} className="text-link min-w-0 [overflow-wrap:anywhere]">
        {source} → {target}
        {contract === "" ? "" : `, ${contract}`}
      </Link>
      <VerdictMark verdict={verdict} failed={failed} />
      <span className="text-xs text-ink-3">
        <Instant at={startedAt} precision="time" />
        {via === "returned" ? ", by what came back" : ""}
      </span>
    </li>
  );
}
