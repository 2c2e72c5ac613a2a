import Link from "next/link";
import type { Workflow, WorkflowJoin } from "@/lib/model/workflow.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { tracePath, workflowPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";

const TRACES_SHOWN = 6;

/** By which keys the traces of a workflow are joined, and which joins were not made. */
export function JoinList({ workflow }: { workflow: Workflow }) {
  const { joins, joinsInAll, ambiguous, ambiguousInAll } = workflow;
  return (
    <>
      <Section title="Joined by" id="joins" aside={counted(joins.length, joinsInAll, "key")}>
        {joins.length === 0 ? <p className="px-4 pb-4 text-ink-2">{ambiguous.length === 0 ? "Nothing: it is one trace alone, and no key of it is in any other." : "Nothing for certain: it is one trace, and what it shares with others stands below."}</p> : <Joins joins={joins} />}
      </Section>
      {ambiguous.length === 0 ? null : (
        <Section title="Not joined" id="ambiguous" aside={`${counted(ambiguous.length, ambiguousInAll, "key")} that may mean the same work and may not`}>
          <Joins joins={ambiguous} />
        </Section>
      )}
    </>
  );
}

const counted = (shown: number, inAll: number, noun: string): string => (shown < inAll ? `${formatCount(shown)} of ${countOf(inAll, noun)}` : countOf(inAll, noun));

function Joins({ joins }: { joins: readonly (WorkflowJoin & { why?: string })[] }) {
  return (
    <ul className="max-h-96 overflow-y-auto" {...(joins.length > 5 ? { tabIndex: 0 } : {})}>
      {joins.map((join) => (
        <li key={`${join.kind} ${join.key}`} className="border-t border-line px-4 py-2">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <code className="font-mono text-xs text-ink-2">{join.kind}</code>
            <Link href={workflowPath(join.key)} prefetch={false} className="text-link line-clamp-3 min-w-0 font-medium [overflow-wrap:anywhere]" title={join.key}>
              {join.key}
            </Link>
            <span className="text-xs text-ink-3">{join.strength}</span>
          </p>
          {join.why === undefined ? null : <p className="text-ink-2">{join.why}</p>}
          <Carriers join={join} />
        </li>
      ))}
    </ul>
  );
}

function Carriers({ join: { traces, tracesInAll } }: { join: WorkflowJoin }) {
  const shown = traces.slice(0, TRACES_SHOWN);
  return (
    <p className="mt-2 flex flex-wrap gap-x-3 gap-y-2 text-xs text-ink-3">
      {shown.map(({ traceId, spans }) => (
        <span key={traceId}>
          <Link href={tracePath(traceId)} prefetch={false} className="text-link font-mono" title={traceId}>
            {traceId.slice(0, 8)}…
          </Link>{" "}
          {spans === 0 ? "" : `on ${countOf(spans, "span")}`}
        </span>
      ))}
      {shown.length < tracesInAll ? <span>{shown.length} of {countOf(tracesInAll, "trace")}</span> : null}
    </p>
  );
}
