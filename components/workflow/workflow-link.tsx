import Link from "next/link";
import { countOf } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { workflowPath } from "@/lib/text/paths.ts";
import type { Origin } from "@/lib/model/origin.ts";
import type { Workflow } from "@/lib/model/workflow.ts";
import { originSentence } from "@/lib/text/origin-words.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";

/** Leads from a trace to the workflow it is a part of; nothing where it is all there is and names no task. */
export function WorkflowLink({ workflow, traces, named }: { workflow: string; traces: number; named: boolean }) {
  if (!named && traces < 2) return null;
  return (
    <span>
      workflow:{" "}
      <Link href={workflowPath(workflow)} prefetch={false} className="text-link [overflow-wrap:anywhere]">
        {named ? workflow : countOf(traces, "trace")}
      </Link>
      {named && traces > 1 ? ` (${countOf(traces, "trace")})` : ""}
    </span>
  );
}

const TASKS_SHOWN = 5;

/** Leads from a trace that serves several tasks to the workflow of each. */
export function SharedBy({ workflow: { key, ambiguous } }: { workflow: Workflow }) {
  const tasks = ambiguous.filter((join) => join.kind === "handoff.correlation_id");
  return (
    <p className="flex flex-wrap gap-x-3 text-ink-2">
      <span>
        serves{" "}
        <Link href={workflowPath(key)} prefetch={false} className="text-link">
          {countOf(tasks.length, "workflow")}
        </Link>
        :
      </span>
      {tasks.slice(0, TASKS_SHOWN).map((task) => (
        <Link key={task.key} href={workflowPath(task.key)} prefetch={false} className="text-link max-w-80 truncate" title={task.key}>
          {task.key}
        </Link>
      ))}
      {tasks.length > TASKS_SHOWN ? <span className="text-ink-3">{TASKS_SHOWN} of {tasks.length}</span> : null}
    </p>
  );
}

/** Names the seam at which the first failure of a workflow began. */
export function CulpritBadge({ origin, inAll, workflow }: { origin: Origin | undefined; inAll: number; workflow: string }) {
  if (origin === undefined) return null;
  return (
    <Link
      href={`${workflowPath(workflow)}#origins`}
      prefetch={false}
      title={originSentence(origin)}
      className="mt-2 inline-flex max-w-full items-center gap-1.5 rounded bg-accent-soft px-2 py-1 text-xs font-medium text-accent hover:underline"
    >
      <FindingGlyph of={origin.class} />
      <span className="truncate">
        Began at {origin.source} → {origin.target}: {FINDING_WORDS[origin.class].label.toLowerCase()}
        {inAll > 1 ? `, and ${countOf(inAll - 1, "other origin")}` : ""}
      </span>
    </Link>
  );
}
