import type { Reconciliation } from "@/lib/model/reconciliation.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { OpenGroups } from "./open-groups.tsx";
import { ReconcilerRuns } from "./reconciler-runs.tsx";

/** What is open between agents, alike things together, and whether somebody looks after the clock. */
export function Inbox({ reconciliation, nowMs }: { reconciliation: Reconciliation; nowMs: number }) {
  const { groups, groupsInAll, waiting, runs, absence } = reconciliation;
  const shown = groups.length < groupsInAll ? `${formatCount(groups.length)} of ${formatCount(groupsInAll)} kinds, the oldest first` : `${countOf(groups.length, "kind")}, the oldest first`;
  return (
    <>
      {absence === null ? null : (
        <p role="alert" className="panel mb-4 flex flex-wrap items-center gap-x-2 border-accent! px-4 py-2">
          <FindingGlyph of={absence.class} />
          <strong className="font-semibold">Deadlines are not being looked after.</strong>
          <span className="text-ink-2 [overflow-wrap:anywhere]">{absence.message}</span>
        </p>
      )}
      <Section title="Open" aside={groups.length === 0 ? null : shown}>
        {groups.length === 0 ? <NothingOpen /> : <OpenGroups groups={groups} nowMs={nowMs} />}
      </Section>
      <Section title="Still in time">
        <ul className="px-4 pb-3">
          {waiting.length === 0 ? <li className="text-ink-2">No handoff is waiting for its reception or for a person.</li> : null}
          {waiting.map(({ verdict, count, oldestAt }) => (
            <li key={verdict}>
              {countOf(count, "handoff")} {verdict === "held" ? "at an open gate" : "sent and not yet received"}, the oldest <TimeAgo at={oldestAt} nowMs={nowMs} />
            </li>
          ))}
        </ul>
      </Section>
      <ReconcilerRuns runs={runs} nowMs={nowMs} />
    </>
  );
}

const NothingOpen = () => (
  <div className="px-4 pb-4 text-ink-2">
    <p>Nothing is open in this window: no handoff is lost, orphaned, without its payload or its approval, overdue at a gate or put aside.</p>
    <p className="mt-2">
      Give handoffs a deadline of their own to be told sooner than after the default of 15 minutes:{" "}
      <code className="rounded bg-sunk px-1.5 py-0.5 font-mono">span.setAttribute(&quot;handoff.timeout&quot;, 60)</code>
    </p>
  </div>
);
