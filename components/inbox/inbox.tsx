import Link from "next/link";
import type { Reconciliation } from "@/lib/model/reconciliation.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { EvaluatorNotice } from "../alert/evaluator-notice.tsx";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Instant } from "../ui/instant.tsx";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import type { OpenedGroup } from "./group-items.tsx";
import { InboxFilters, type InboxChoice } from "./inbox-filters.tsx";
import { OpenGroups } from "./open-groups.tsx";
import { ReconcilerRuns } from "./reconciler-runs.tsx";

interface InboxProps {
  reconciliation: Reconciliation;
  choice: InboxChoice;
  opened: OpenedGroup | undefined;
  path: string;
  search: string;
  nowMs: number;
}

/** What is open between agents, alike things together, and whether somebody looks after the clock. */
export function Inbox({ reconciliation, choice, opened, path, search, nowMs }: InboxProps) {
  const { groups, groupsInAll, openInAll, owners, waiting, runs, absence, alerting, keptFrom } = reconciliation;
  const isFiltered = Object.values(choice).some((value) => value !== undefined);
  const handoffs = countOf(groups.reduce((sum, group) => sum + group.count, 0), "handoff");
  const shown = groups.length < groupsInAll ? `${formatCount(groups.length)} of ${formatCount(groupsInAll)} groups, the oldest first` : `${handoffs} in ${countOf(groups.length, "group")}, the oldest first`;
  return (
    <>
      {absence === null ? null : (
        <p role="alert" className="panel mb-4 flex flex-wrap items-center gap-x-2 border-accent! px-4 py-2">
          <FindingGlyph of={absence.class} />
          <strong className="font-semibold">Deadlines are not being looked after.</strong>
          <span className="text-ink-2 [overflow-wrap:anywhere]">{absence.message}</span>
        </p>
      )}
      {alerting.lastRunAt === null ? null : <EvaluatorNotice health={alerting} />}
      <Section title="Open" aside={groups.length === 0 ? null : shown}>
        {openInAll.length === 0 ? null : <InboxFilters choice={choice} openInAll={openInAll} owners={owners} path={path} search={search} />}
        {keptFrom === null ? null : (
          <p className="px-4 pb-2 text-xs text-ink-3">
            Handoffs that began before <Instant at={keptFrom} precision="s" /> are no longer kept, and not among these. <Link href="/settings/retention" className="text-link">Retention</Link>
          </p>
        )}
        {groups.length > 0 ? <OpenGroups groups={groups} opened={opened} path={path} search={search} nowMs={nowMs} /> : isFiltered && openInAll.length > 0 ? <NothingLikeIt /> : <NothingOpen />}
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
      <ReconcilerRuns runs={runs} isLate={absence !== null} nowMs={nowMs} />
    </>
  );
}

const NothingLikeIt = () => <p className="px-4 pb-4 text-ink-2">Nothing that is open in this window is like this. Take a filter away to see the rest.</p>;

const NothingOpen = () => (
  <div className="px-4 pb-4 text-ink-2">
    <p>Nothing is open in this window: no handoff is lost, orphaned, without its payload or its approval, overdue at a gate or put aside.</p>
    <p className="mt-2 mb-2">Give handoffs a deadline of their own, in seconds, to be told sooner than after the default of 15 minutes:</p>
    <CopyBlock label="Copy how to set a deadline" text={'span.setAttribute("handoff.timeout", 60)'} />
  </div>
);
