import type { Change, ChangeKind, ChangeSide } from "@/lib/model/change.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { Instant } from "../ui/instant.tsx";
import type { NumberedChange } from "./trend-marks.ts";

const SHOWN_FIRST = 5;
const KINDS: Record<ChangeKind, string> = { agent_version: "agent", model: "model of", contract_version: "contract" };

/** What changed about the agents and contracts of a seam in the window, by the numbers that the chart shows, with the failures before and after. */
export function TrendChanges({ numbered, total }: { numbered: readonly NumberedChange[]; total: number }) {
  if (numbered.length === 0) return null;
  const latestFirst = numbered.toReversed();
  const rest = latestFirst.slice(SHOWN_FIRST);
  return (
    <div className="border-t border-line px-4 py-2 text-xs">
      <h3 className="column-head pb-1">What changed{total > numbered.length ? `: the latest ${formatCount(numbered.length)} of ${formatCount(total)}` : ""}</h3>
      <List changes={latestFirst.slice(0, SHOWN_FIRST)} />
      {rest.length === 0 ? null : (
        <details>
          <summary className="text-ink-3 hover:text-ink">{countOf(rest.length, "earlier change")}</summary>
          <List changes={rest} />
        </details>
      )}
    </div>
  );
}

function List({ changes }: { changes: readonly NumberedChange[] }) {
  return (
    <ol className="grid gap-1">
      {changes.map(({ number, change }) => (
        <li key={number} className="grid grid-cols-[1.75rem_minmax(0,1fr)] items-baseline">
          <span className="font-mono text-ink-3">{number}</span>
          <span className="[overflow-wrap:anywhere]">
            {KINDS[change.kind]} <span className="font-medium">{change.subject}</span> <Versions change={change} />{" "}
            <span className="text-ink-3">
              {change.how === "pushed" ? "pushed" : "first seen"} <Instant at={change.at} precision="s" />
            </span>
            <span className="block text-ink-2">
              before: <Side side={change.before} />; {change.by === "version" ? "with it" : "after"}: <Side side={change.after} />
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Versions({ change: { from, to } }: { change: Change }) {
  return (
    <span className="font-mono">
      {from === "" ? "" : `${from} → `}
      {to}
    </span>
  );
}

function Side({ side: { handoffs, failed } }: { side: ChangeSide }) {
  if (handoffs === 0) return <>no handoff</>;
  return (
    <span className={failed > 0 ? "font-medium text-accent" : ""}>
      {formatRate(failed / handoffs)} of {formatCount(handoffs)} failed
    </span>
  );
}
