import type { ReconcilerRun } from "@/lib/model/reconciliation.ts";
import { countOf } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

/** The rounds in which deadlines and gates were looked at, so that their absence can be seen, too. */
export function ReconcilerRuns({ runs, isLate, nowMs }: { runs: readonly ReconcilerRun[]; isLate: boolean; nowMs: number }) {
  const [last, ...before] = runs;
  return (
    <Section title="Reconciler" aside="looks at deadlines every 5 seconds, records a run at least once a minute">
      <div className="px-4 pb-3">
        <p className="font-medium">{isLate ? <span className="text-accent">✕ Late, failing or absent: what is said above may be out of date</span> : last === undefined ? "◌ Not at work yet" : "● At work"}</p>
        {last === undefined ? <p className="text-ink-2">No run is recorded yet: the collector has not been started with this database.</p> : <RunLine run={last} nowMs={nowMs} />}
        {before.length === 0 ? null : (
          <details className="mt-1">
            <summary className="cursor-pointer text-xs text-ink-2">{countOf(before.length, "run")} before</summary>
            <ul className="mt-1 text-xs">
              {before.map((run) => (
                <li key={run.startedAt}>
                  <RunLine run={run} nowMs={nowMs} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Section>
  );
}

function RunLine({ run, nowMs }: { run: ReconcilerRun; nowMs: number }) {
  const { startedAt, durationMs, rounds, due, error } = run;
  return (
    <p>
      Last round <TimeAgo at={startedAt} nowMs={nowMs} />, {durationMs} ms; {countOf(due, "handoff")} became due in {countOf(rounds, "round")}
      {error === "" ? "" : <strong className="text-accent"> ✕ {error}</strong>}
    </p>
  );
}
